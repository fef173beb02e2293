package say_test

import (
	"regexp"
	"strings"
	"testing"
)

// unwantedWords are words that have a better one, and those that talk about people and apps as nobody does.
var unwantedWords = []struct {
	words *regexp.Regexp
	say   string
}{
	{regexp.MustCompile(`(?i)\be-mail`), "email"},
	{regexp.MustCompile(`(?i)\b(made by|begin|begins|begun)\b`), "create, start"},
	{regexp.MustCompile(`(?i)\btake[ns]? (it |them )?(out|off|away)\b`), "remove, uninstall, or delete"},
	{regexp.MustCompile(`(?i)\bnest (a |the )?groups?\b`), "add nested group"},
	{regexp.MustCompile(`(?i)\b(choice|choices|wish|wishes|ask for|asks for)\b`), "selection, request"},
	{regexp.MustCompile(`(?i)\banswers?\b`), "value"},
	{regexp.MustCompile(`(?i)\b(hears? of|is told|are told|be told)\b`), "get it at their next check-in"},
	{regexp.MustCompile(`(?i)\b(file says|stops working|look-ups?|by hand|for good|meanwhile|all the same)\b`),
		"from the file, expires, search, manually, permanently, while you were editing"},
	{regexp.MustCompile(`(?i)\b(somebody|nobody|anybody)\b`), "another administrator, not assigned"},
	{regexp.MustCompile(`(?i)(cannot be accepted|does not belong)`), "what is wrong, and what to do"},
}

// addresses are those that are no URL of a web page.
var addresses = regexp.MustCompile(`(?i)(email|IP) address|address bar`)

var (
	twoSentences = regexp.MustCompile(`[a-z%s)]\. [A-Z]`)
	endOfText    = regexp.MustCompile(`[.?!:…]$|: %s$`)
	// threeOfOneWord finds "a, b and c"; what stands after "such as" or describes is no list of three.
	threeOfOneWord = regexp.MustCompile(`\w+, (\w+) (and|or) \w+`)
	noThird        = regexp.MustCompile(`^(older|signed|directly|then|so)$`)
)

// TestTextsKeepToTheStyle looks for what can be seen without understanding: words that have a better one, a last sentence without its
// period, and lists of three without the comma before the last.
func TestTextsKeepToTheStyle(t *testing.T) {
	for s, at := range collect(t) {
		for _, text := range []string{s.text, s.plural} {
			for _, u := range unwantedWords {
				if found := u.words.FindString(text); found != "" {
					t.Errorf("%s: %q says %q: better %s", at[0], text, found, u.say)
				}
			}
			if strings.Contains(strings.ToLower(addresses.ReplaceAllString(text, "")), "address") {
				t.Errorf("%s: %q: say which address it is: URL, IP address, or email address", at[0], text)
			}
			if twoSentences.MatchString(text) && !endOfText.MatchString(text) {
				t.Errorf("%s: the last sentence of %q has no period", at[0], text)
			}
			if m := threeOfOneWord.FindStringSubmatch(text); m != nil && !noThird.MatchString(m[1]) {
				t.Errorf("%s: %q: a list of three has a comma before the last", at[0], text)
			}
		}
	}
}
