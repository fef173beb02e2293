package catalogtest

import (
	"context"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/catalog"
)

// Contract is a catalog with what is needed to try it.
type Contract struct {
	Source      catalog.Source
	Text        string // finds at least one app that can be chosen
	Unavailable string // finds an app that cannot be chosen, first; empty when the catalog has none
	Country     string
}

// Run tries everything that callers of a catalog rely on.
func Run(t *testing.T, c Contract) {
	t.Run("refuses what cannot be searched for", func(t *testing.T) { c.refuses(t) })
	t.Run("finds nothing without an error", func(t *testing.T) {
		hits, err := c.Source.Search(t.Context(), c.query("zzz nothing has this name qqq"))
		if err != nil || len(hits) != 0 {
			t.Errorf("a search for nothing: %d hits, error %v", len(hits), err)
		}
	})
	t.Run("describes what it lists", func(t *testing.T) { c.describes(t) })
	t.Run("says why an app cannot be chosen", func(t *testing.T) { c.marksUnavailable(t) })
	t.Run("does not have what nobody offers", func(t *testing.T) { c.lacks(t) })
	t.Run("stops when nobody waits", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Source.Search(ctx, c.query(c.Text+" never asked before")); err != nil && !strings.Contains(err.Error(), "cancel") {
			t.Errorf("a search that nobody waits for: %v", err)
		}
	})
}

func (c Contract) query(text string) catalog.Query {
	return catalog.Query{Text: text, Country: c.Country, Language: "nl"}
}

func (c Contract) refuses(t *testing.T) {
	for _, text := range []string{"", " \t\n", strings.Repeat("long ", 50)} {
		_, err := c.Source.Search(t.Context(), c.query(text))
		if models.KindOf(err) != models.KindInvalid {
			t.Errorf("a search for %.20q: %v, want it refused as invalid", text, err)
		}
	}
}

func (c Contract) describes(t *testing.T) {
	hits, err := c.Source.Search(t.Context(), c.query(c.Text))
	if err != nil || len(hits) == 0 || len(hits) > catalog.MaxHits {
		t.Fatalf("a search for %s: %d hits, error %v", c.Text, len(hits), err)
	}
	seen := map[string]bool{}
	for _, h := range hits {
		if h.ID == "" || h.Name == "" || seen[h.ID] {
			t.Errorf("a hit without an ID of its own or a name: %+v", h)
		}
		seen[h.ID] = true
		if !h.Unavailable.Empty() {
			continue
		}
		item, err := c.Source.Item(t.Context(), h.ID, c.query(""))
		if err != nil {
			t.Errorf("item %s: %v", h.ID, err)
			continue
		}
		if item.ID != h.ID || item.Source == "" || item.Name == "" {
			t.Errorf("item %s calls itself %q %q of %q", h.ID, item.ID, item.Name, item.Source)
		}
		c.facts(t, item)
	}
}

func (c Contract) facts(t *testing.T, item catalog.Item) {
	seen := map[models.Fact]bool{}
	for _, f := range item.Facts {
		if f.Value == "" || f.Catalog != item.Source || seen[f.Fact] {
			t.Errorf("item %s: fact %+v is empty, of another catalog or there twice", item.ID, f)
		}
		seen[f.Fact] = true
	}
	for _, f := range []models.Fact{models.FactName, models.FactPublisher} {
		if !seen[f] {
			t.Errorf("item %s does not know its %s", item.ID, f)
		}
	}
}

func (c Contract) marksUnavailable(t *testing.T) {
	if c.Unavailable == "" {
		t.Skip("nothing in this catalog is unavailable")
	}
	hits, err := c.Source.Search(t.Context(), c.query(c.Unavailable))
	if err != nil || len(hits) == 0 {
		t.Fatalf("a search for %s: %d hits, error %v", c.Unavailable, len(hits), err)
	}
	if _, err := c.Source.Item(t.Context(), hits[0].ID, c.query("")); models.KindOf(err) != models.KindInvalid {
		t.Errorf("%s could be chosen: %v", hits[0].Name, err)
	}
}

func (c Contract) lacks(t *testing.T) {
	for _, id := range []string{"", ".", "..", "../../etc/passwd", "900100999", "9NZZZZZZZZZZ", "example.nobody.has", "starter/Nobody.Has", "starter/../x", "a b", strings.Repeat("x", 5000), "\x00", "id?x=1", "%2e%2e"} {
		if _, err := c.Source.Item(t.Context(), id, c.query("")); models.KindOf(err) != models.KindNotFound {
			t.Errorf("item %.30q: %v, want that there is none", id, err)
		}
	}
}
