package catalog

import (
	"context"
	"strings"
	"unicode/utf8"

	"appdepot/models"
)

// Source is one catalog.
type Source interface {
	// Search lists what fits, best first, at most MaxHits. Nothing found is no error.
	Search(ctx context.Context, q Query) ([]Hit, error)
	// Item is one app of the catalog, by the ID of a hit. An app that cannot be chosen is an Invalid error with the reason.
	Item(ctx context.Context, id string, q Query) (Item, error)
}

// MaxHits is the most that a search lists.
const MaxHits = 50

// Query is what is searched for, and where. What a catalog has no use for is ignored.
type Query struct {
	Text     string // a name, or the address or the identifier of an app; required for Search
	Country  string // two letters, such as "nl"
	Language string // language tag of the person who searches, such as "nl" or "en-GB"
	Variant  string // ID of one of Item.Variants; empty lets the catalog choose
}

// text is what is searched for, without what no catalog could use.
func (q Query) text() (string, error) {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(q.Text, "")), " ")
	switch {
	case text == "":
		return "", models.InvalidField("search", "Enter an app name.")
	case utf8.RuneCountInString(text) > models.LongestSearch:
		return "", models.InvalidField("search", "Use %s characters or fewer.", models.LongestSearch)
	}
	return text, nil
}

// country is the two letters in lower case, "us" when there is none that could be one.
func (q Query) country() string {
	c := strings.ToLower(q.Country)
	if len(c) != 2 || strings.Trim(c, "abcdefghijklmnopqrstuvwxyz") != "" {
		return "us"
	}
	return c
}

// Hit is one line of a search.
type Hit struct {
	ID          string // for Source.Item
	Name        string
	Publisher   string
	Version     string
	Price       string      // as the catalog writes it; empty when it says nothing
	Kind        string      // what tells similar lines apart: the devices, the installer type, the source
	Icon        string      // https address of a picture, or ""
	Unavailable models.Text // why it cannot be chosen; empty when it can
}

// Item is an app of a catalog.
type Item struct {
	Source   string // the catalog's name
	ID       string
	Name     string
	Facts    []models.FactValue
	Icon     []byte    // a picture as it was found, not checked; nil when there is none
	Variants []Variant // what can be chosen, when the app comes in several; the first is what the catalog would choose
	Variant  string    // ID of the variant that Facts and Package describe
	Package  *Download // the installer; nil for stores
}

// Variant is one of several installers of an app.
type Variant struct {
	ID           string
	Version      string
	Architecture string // in Appdepot's names, or "neutral"
	Language     string // language tag, or "" for any
	Scope        string // "system", "user", or "" when it does not say
	Kind         string // installer type in winget's names, such as "msi" or "inno"
}

// Download is a file that the catalog points to.
type Download = models.Download

// factList collects the facts of one catalog; it leaves out what has no value.
type factList struct {
	catalog string
	facts   []models.FactValue
}

func (a *factList) add(fact models.Fact, value string) {
	value = strings.TrimSpace(strings.ToValidUTF8(value, ""))
	if value != "" {
		a.facts = append(a.facts, models.FactValue{Fact: fact, Value: value, Source: a.catalog, Catalog: a.catalog})
	}
}

// addGuess says what the catalog does not state but what follows from its words most of the time.
func (a *factList) addGuess(fact models.Fact, value string) {
	before := len(a.facts)
	a.add(fact, value)
	for i := before; i < len(a.facts); i++ {
		a.facts[i].Guess = true
	}
}

// firstCharacters keeps the first characters of a text for a list.
func firstCharacters(text string, most int) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
}
