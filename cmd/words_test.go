package cmd_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unwanted are words that have no place in the product, written so that this file does not hold them.
var unwanted = []struct {
	words *regexp.Regexp
	why   string
}{
	{regexp.MustCompile(`/wor[k]/|/tm[p]/[a-z]|/roo[t]/|/hom[e]/[a-z]`), "a path of one machine"},
	{regexp.MustCompile(`(//|#|--|/\*).*\b(TOD[O]|FIXM[E]|XX[X])\b`), "what is not built is not shown, and not announced"},
	{regexp.MustCompile(`(?i)coming soo[n]|not implemente[d]|lorem ipsu[m]`), "what is not built is not shown"},
	{regexp.MustCompile(`(?i)\bissue #?[0-9]|\bpull reques[t]`), "the code speaks of the product, not of how it was made"},
}

// texts are the kinds of file that people write.
var texts = []string{".go", ".templ", ".sql", ".css", ".js", ".md", ".yaml", ".yml", ".po", ".svg", ".html", ""}

func TestWordsThatHaveNoPlaceHere(t *testing.T) {
	for _, name := range files(t) {
		if !slices.Contains(texts, path.Ext(name)) || path.Base(name) == "LICENSE" || strings.Contains(name, "/testdata/") {
			continue
		}
		content := read(t, name)
		for _, u := range unwanted {
			for _, at := range u.words.FindAllStringIndex(content, -1) {
				line := 1 + strings.Count(content[:at[0]], "\n")
				t.Errorf("%s:%d says %q: %s", name, line, content[at[0]:at[1]], u.why)
			}
		}
	}
}

// british makes the words in British spelling from their beginnings and endings, so that this file does not hold them.
func british() map[string]bool {
	all := map[string]bool{}
	for _, of := range []struct{ beginnings, endings string }{
		{"organi recogni initiali normali synchroni authori seriali optimi summari minimi maximi utili customi finali generali prioriti " +
			"reali speciali standardi visuali locali capitali apologi emphasi memori categori characteri randomi",
			"se sed ses ser sers sing sable sation sations sational"},
		{"analy", "se sed ser sing"}, {"practi", "sed sing"},
		{"behavi col fav hon lab neighb", "our ours oured ouring ourable ourite ourites ourhood"},
		{"catalog", "ue ues ued"}, {"licen defen", "ce ces"}, {"gre", "y"}, {"judge", "ment"}, {"whil among", "st"}, {"artef", "act acts"},
		{"enro fulfi skilfu insta", "l ls lment lments"},
		{"cancel label model travel level dial signal", "led ling ler"},
		{"cent lit met fib", "re res"},
	} {
		for _, b := range strings.Fields(of.beginnings) {
			for _, e := range strings.Fields(of.endings) {
				all[b+e] = true
			}
		}
	}
	return all
}

// apart are words that are one word in American English, with what comes before them.
var apart = map[string]string{"ever": "for", "cent": "per"}

// othersWords are files whose British words are not ours to change: what has been migrated, the columns of a table that others keep,
// licenses and manifests of others.
var othersWords = regexp.MustCompile(`^models/store/db/(migrations/|migrate_spelling_test\.go)|^models/installer/corpus_lines_test\.go|` +
	`^models/catalog/data/winget/|/testdata/|(^|/)(LICENSE|NOTICE)$`)

var (
	translation = regexp.MustCompile(`(?m)^(msgstr.*|#.*|".*)$`) // what is not English in a catalog
	wordInCode  = regexp.MustCompile(`[A-Z]?[a-z]+`)
)

func TestSpellingIsAmerican(t *testing.T) {
	kinds, wrong := append([]string{".csv", ".json"}, texts...), british()
	for _, name := range files(t) {
		if !slices.Contains(kinds, path.Ext(name)) || strings.HasSuffix(name, "_templ.go") || othersWords.MatchString(name) {
			continue
		}
		content := read(t, name)
		if path.Ext(name) == ".po" {
			content = translation.ReplaceAllString(content, "")
		}
		for _, at := range wordInCode.FindAllStringIndex(content, -1) {
			word := strings.ToLower(content[at[0]:at[1]])
			before, divided := apart[word]
			if wrong[word] || divided && strings.HasSuffix(content[:at[0]], " "+before+" ") {
				t.Errorf("%s:%d says %q: the spelling is American", name, 1+strings.Count(content[:at[0]], "\n"), word)
			}
		}
	}
}
