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

	"appdepot/views/say"
)

var update = flag.Bool("update", false, "bring the catalogs' texts in line with the code; new ones wait for their translation")

const dutch = "nl.po"

// catalogs are the files of all languages but the source's.
func catalogs() (files []string) {
	for _, l := range say.Languages[1:] {
		files = append(files, l.Tag+".po")
	}
	return files
}

// TestCatalogsAreComplete holds the catalogs against every text in the code: none missing, none left over, none empty.
// With -update it adds what is missing, without its translation, and removes what nothing says any more.
func TestCatalogsAreComplete(t *testing.T) {
	all := collect(t)
	sound(t, all)
	for _, file := range catalogs() {
		po := readPO(t, file)
		if *update {
			bringInLine(all, po)
			if err := os.WriteFile(file, []byte(po.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		complete(t, all, po, file)
	}
}

func complete(t *testing.T, all sources, po catalog, file string) {
	t.Helper()
	for _, s := range slices.SortedFunc(maps.Keys(all), order) {
		if po.entries[s] == nil {
			t.Errorf("%s: %q is not in %s; go test ./views/say -update adds it", all[s][0], s.text, file)
		}
	}
	for _, s := range slices.SortedFunc(maps.Keys(po.entries), order) {
		switch {
		case all[s] == nil:
			t.Errorf("nothing says %q any more; go test ./views/say -update removes it from %s", s.text, file)
		case slices.Contains(po.entries[s], ""):
			t.Errorf("%s: %q is not translated yet", file, s.text)
		}
	}
}

func bringInLine(all sources, po catalog) {
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

// TestCatalogsAreSorted keeps changes to a catalog small and easy to read.
func TestCatalogsAreSorted(t *testing.T) {
	for _, file := range catalogs() {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if readPO(t, file).String() != string(content) {
			t.Errorf("%s is not in the order and form that go test ./views/say -update writes", file)
		}
	}
}

// variable is an environment variable of Windows as texts name it. It is no verb where nothing else is filled in.
var variable = regexp.MustCompile(`%[A-Z][A-Za-z]{2,}%`)

// verbs are the places of a text that are filled in.
func verbs(text string) []string {
	if named := variable.ReplaceAllString(text, ""); !verb.MatchString(named) {
		return nil
	}
	return verb.FindAllString(text, -1)
}

var verb = regexp.MustCompile(`%(\[\d+\])?[a-zA-Z%]`)

// TestTranslationsKeepVerbs: a translation fills the same values as its source. Where the language wants another order it
// numbers them: %[2]s.
func TestTranslationsKeepVerbs(t *testing.T) {
	for _, file := range catalogs() {
		for s, translations := range readPO(t, file).entries {
			for i, text := range translations {
				fits := slices.Equal(places(text), places(s.text)) && (s.plural == "" || i == 0) ||
					slices.Equal(places(text), places(s.plural)) && s.plural != ""
				if text != "" && !fits {
					t.Errorf("%s: %q fills other values than its source %q", file, text, s.text)
				}
			}
		}
	}
}

// places are the values that a text fills, as the numbers of its arguments in order.
func places(text string) []string {
	var all []string
	next := 1
	for _, v := range verbs(text) {
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
			for _, v := range verbs(text) {
				if v != "%s" && v != "%%" {
					t.Errorf("%s: %q has the verb %s; texts use %%s only", at[0], text, v)
				}
			}
		}
	}
}
