package say_test

import (
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "bring nl.po's texts in line with the code; new ones wait for their Dutch")

const dutch = "nl.po"

// TestCatalogueIsComplete holds nl.po against every text in the code: none missing, none left over, none empty.
// With -update it adds what is missing, without its Dutch, and removes what nothing says any more.
func TestCatalogueIsComplete(t *testing.T) {
	all, po := collect(t), readPO(t, dutch)
	sound(t, all)
	if *update {
		bringInLine(all, po)
		if err := os.WriteFile(dutch, []byte(po.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range slices.SortedFunc(maps.Keys(all), order) {
		if po.entries[s] == nil {
			t.Errorf("%s: %q is not in %s; go test ./views/say -update adds it", all[s][0], s.text, dutch)
		}
	}
	for _, s := range slices.SortedFunc(maps.Keys(po.entries), order) {
		switch {
		case all[s] == nil:
			t.Errorf("nothing says %q any more; go test ./views/say -update removes it from %s", s.text, dutch)
		case slices.Contains(po.entries[s], ""):
			t.Errorf("%q has no Dutch yet", s.text)
		}
	}
}

func bringInLine(all sources, po catalogue) {
	for s := range all {
		if po.entries[s] == nil {
			po.entries[s] = make([]string, 1)
			if s.plural != "" {
				po.entries[s] = make([]string, 2)
			}
		}
	}
	maps.DeleteFunc(po.entries, func(s source, _ []string) bool { return all[s] == nil })
}

// TestCatalogueIsSorted keeps changes to the catalogue small and easy to read.
func TestCatalogueIsSorted(t *testing.T) {
	content, err := os.ReadFile(dutch)
	if err != nil {
		t.Fatal(err)
	}
	if readPO(t, dutch).String() != string(content) {
		t.Errorf("%s is not in the order and form that go test ./views/say -update writes", dutch)
	}
}

var verb = regexp.MustCompile(`%(\[\d+\])?[a-zA-Z%]`)

// TestTranslationsKeepVerbs: a translation fills the same values as its source. Where the language wants another order it
// numbers them: %[2]s.
func TestTranslationsKeepVerbs(t *testing.T) {
	for s, translations := range readPO(t, dutch).entries {
		want := places(s.text)
		if s.plural != "" {
			want = places(s.plural)
		}
		for i, text := range translations {
			if s.plural != "" && i == 0 && slices.Equal(places(text), places(s.text)) {
				continue
			}
			if text != "" && !slices.Equal(places(text), want) {
				t.Errorf("%q fills other values than its source %q", text, s.text)
			}
		}
	}
}

// places are the values that a text fills, as the numbers of its arguments in order.
func places(text string) []string {
	var all []string
	next := 1
	for _, v := range verb.FindAllString(text, -1) {
		switch {
		case v == "%%":
		case strings.HasPrefix(v, "%["):
			all = append(all, v)
		default:
			all = append(all, "%["+strconv.Itoa(next)+"]"+v[1:])
			next++
		}
	}
	slices.Sort(all)
	return all
}

// sound checks the sources themselves: they use %s only, and begin and end without space.
func sound(t *testing.T, all sources) {
	t.Helper()
	for s, at := range all {
		for _, text := range []string{s.text, s.plural} {
			if strings.TrimSpace(text) != text {
				t.Errorf("%s: %q begins or ends with space; say whole sentences", at[0], text)
			}
			for _, v := range verb.FindAllString(text, -1) {
				if v != "%s" && v != "%%" {
					t.Errorf("%s: %q has the verb %s; texts use %%s only", at[0], text, v)
				}
			}
		}
	}
}
