package windows

import (
	"strings"
	"testing"
)

func TestInstallContext(t *testing.T) {
	for _, c := range []struct {
		allUsers  string
		wordCount uint32
		want      string
	}{
		{"1", 2, "device"}, {"1", 10, "device"}, {"", 2, "user"}, {"2", 2, "dual"}, {"2", 10, "user"},
	} {
		got := installContext(map[string]string{"ALLUSERS": c.allUsers}, summary{wordCount: c.wordCount})
		if got != c.want {
			t.Errorf("ALLUSERS %q, word count %d: %s, want %s", c.allUsers, c.wordCount, got, c.want)
		}
	}
}

func TestTemplate(t *testing.T) {
	for _, c := range []struct{ template, architectures, languages string }{
		{"Intel;1033", "x86", "1033"}, {"x64;1033,1043", "x64", "1033, 1043"}, {"Intel,x64;0", "x86, x64", ""},
		{";0", "x86", ""}, {"", "x86", ""}, {"AMD64;1033", "x64", "1033"}, {"Intel64;1033", "", "1033"}, {"Arm64;<b>", "arm64", ""},
	} {
		platforms, languages, _ := strings.Cut(c.template, ";")
		if got := architectures(platforms); got != c.architectures {
			t.Errorf("%q: architectures %q, want %q", c.template, got, c.architectures)
		}
		if got := languageIDs(languages); got != c.languages {
			t.Errorf("%q: languages %q, want %q", c.template, got, c.languages)
		}
	}
}

func TestCodePage(t *testing.T) {
	for _, c := range []struct {
		number int
		bytes  string
		want   string
	}{
		{1252, "B\xfcro", "Büro"}, {0, "Büro", "Büro"}, {0, "B\xfcro", "Büro"}, {65001, "Büro", "Büro"},
		{932, "\x93\xfa\x96\x7b", "日本"}, {1251, "\xcc\xe8\xf0", "Мир"}, {99999, "plain", "plain"},
	} {
		if got := codePage(c.number)([]byte(c.bytes)); got != c.want {
			t.Errorf("code page %d: %q is %q, want %q", c.number, c.bytes, got, c.want)
		}
	}
}
