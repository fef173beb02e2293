package input

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  Plain name\r\n": "Plain name", "a\x00b\x1bc": "abc", "evil\u202egpj.exe": "evilgpj.exe", "bad\xffutf8": "badutf8", "tab\there": "tab here", "Sc\u200ban\u00ad": "Scan",
	} {
		if got := CleanText(in, 100); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if got := CleanText(strings.Repeat("é", 300), 100); len([]rune(got)) != 100 {
		t.Errorf("%d characters, want 100", len([]rune(got)))
	}
}
