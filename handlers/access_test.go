package handlers_test

import (
	"net/http"

	"regexp"
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/installer"
	"appdepot/views/link"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	browsertest.Main(m)
}

// What came of a request.
const (
	through = "through" // done, or refused for what was sent
	refused = "refused"
	missing = "missing"
	signIn  = "sign-in"
)

// Whose an object is.
const (
	own     = "own"
	others  = "somebody else's"
	nobodys = "missing"
	garbled = "garbled"
)

var parameter = regexp.MustCompile(`:\w+|\*`)

// key makes a route of a table and a route of the server comparable: parameters may be called differently, and a table
// may have a query.
func key(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	return method + " " + parameter.ReplaceAllString(path, ":")
}

// rows reads a table: method and path, then what is said of them.
func rows(table string) [][]string {
	var list [][]string
	for line := range strings.Lines(table) {
		if fields := strings.Fields(line); len(fields) > 0 {
			list = append(list, fields)
		}
	}
	return list
}

func TestEveryRouteIsInTheTable(t *testing.T) {
	said := map[string]int{}
	for table, width := range map[string]int{doors: 2 + len(models.Roles), open: 2, tokened: 2} {
		for _, row := range rows(table) {
			said[key(row[0], row[1])]++
			if len(row) != width {
				t.Errorf("%s has %d columns, not %d", row[1], len(row), width)
			}
		}
	}
	for _, r := range handlertest.New(t).Server.Routes() {
		k := key(r.Method, r.Path)
		if said[k] != 1 {
			t.Errorf("%s %s stands %d times in the tables of this test; say who gets through it", r.Method, r.Path, said[k])
		}
		delete(said, k)
	}
	for k := range said {
		t.Errorf("the tables of this test have %s, which is no route", k)
	}
}

func TestEveryRouteWithEveryRole(t *testing.T) {
	w := newWorld(t)
	for _, row := range rows(doors) {
		method, path := row[0], row[1]
		t.Run(method+strings.ReplaceAll(path, "/", " "), func(t *testing.T) {
			w := w.in(t)
			w.expect(w.ask(method, w.fill(path, own, w.person(models.Administrator)), person{}), []string{signIn}, "nobody")
			for i, role := range models.Roles {
				for _, whose := range kinds(path) {
					p := w.person(role) // a new one each time: what was done before must not matter
					got := w.ask(method, w.fill(path, whose, p), p)
					w.expect(got, verdicts(row[2+i], whose), string(role)+", "+whose)
				}
			}
		})
	}
}

// kinds are the kinds of objects to try on a route.
func kinds(path string) []string {
	nouns := parameter.FindAllString(path, -1)
	switch {
	case len(nouns) == 0:
		return []string{own}
	case slices.Contains([]string{":user", ":device", ":session", ":token", ":offer", ":edit"}, nouns[0]):
		return []string{own, others, nobodys, garbled}
	default:
		return []string{own, nobodys, garbled}
	}
}

// verdicts are what may come of a request where the table says any, own or "-".
func verdicts(cell, whose string) []string {
	switch {
	case cell == "-":
		return []string{refused}
	case cell == own && whose != own:
		return []string{refused, missing} // which of the two tells nobody anything
	case whose == nobodys || whose == garbled:
		return []string{missing}
	default:
		return []string{through}
	}
}

func TestOpenRoutesAskNobodyWhoTheyAre(t *testing.T) {
	w := newWorld(t)
	for _, row := range rows(open) {
		for _, p := range append([]person{{}}, w.everyone()...) {
			w.expect(w.ask(row[0], w.fill(row[1], own, p), p), []string{through, signIn}, row[0]+" "+row[1]+" "+string(p.Role))
		}
	}
}

// A browser that is signed in gets nothing from the device API.
func TestSessionsOpenNoDoorOfDevices(t *testing.T) {
	w := newWorld(t)
	for _, row := range rows(tokened) {
		path := w.fill(row[1], nobodys, person{})
		without := w.send(row[0], path, person{})
		if without.StatusCode < 400 || without.StatusCode >= 500 {
			t.Errorf("%s %s answers %s to nobody", row[0], path, without.Status)
		}
		for _, p := range w.everyone() {
			if with := w.send(row[0], path, p); with.StatusCode != without.StatusCode {
				t.Errorf("%s %s answers %s to nobody and %s to %s", row[0], path, without.Status, with.Status, p.Role)
			}
		}
	}
}

// The way to sign in comes back to the page that was asked for.
func TestSigningInComesBack(t *testing.T) {
	w := newWorld(t)
	answer := w.send(http.MethodGet, "/apps?q=scan", person{})
	if got, want := answer.Header.Get("Location"), link.Query(link.SignIn(), "return", "/apps?q=scan"); got != want {
		t.Errorf("sent to %s, want %s", got, want)
	}
}
