package admintest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/handlers/handlertest"
	"appdepot/models"
)

// relationsSite is a site with a few Windows apps (Win32).
type relationsSite struct {
	*handlertest.Site
	Ctx  context.Context
	Apps map[string]models.App
}

// NewRelationsSite makes a site with apps of these names.
func NewRelationsSite(t *testing.T, names ...string) *relationsSite {
	t.Helper()
	site := handlertest.New(t)
	s := &relationsSite{Site: site, Ctx: site.Fixture.As(t, models.Administrator), Apps: site.Windows(t, names...)}
	return s
}

// ID is the id of an app.
func (s *relationsSite) ID(name string) string { return string(s.Apps[name].ID) }

// Relate gives an app the only relations of a kind.
func (s *relationsSite) Relate(t *testing.T, name string, kind models.RelationKind, others ...string) {
	t.Helper()
	now, err := s.App(s.Ctx, s.Apps[name].ID)
	NoError(t, err)
	var set []models.Relation
	for _, other := range others {
		set = append(set, models.Relation{OtherID: s.Apps[other].ID, Automatic: true})
	}
	NoError(t, s.SetRelations(s.Ctx, now.ID, now.Version, kind, set))
}

// Row is the line of an app in a list of relations.
func Row(name string) string { return `tr:has(th:contains("` + name + `"))` }

// has are an app's own relations as "dependency Runtime yes".
func (s *relationsSite) has(t *testing.T, id models.ID) (list []string) {
	t.Helper()
	all, err := s.Relations(s.Ctx, id)
	NoError(t, err)
	for _, l := range all.Own {
		line := string(l.Kind) + " " + l.App.Name
		if l.Automatic || l.Uninstall {
			line += " yes"
		}
		list = append(list, line)
	}
	return list
}

// Expect compares the relations of an app with those wanted.
func (s *relationsSite) Expect(t *testing.T, id models.ID, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, s.has(t, id)); diff != "" {
		t.Errorf("relations -want +got\n%s", diff)
	}
}
