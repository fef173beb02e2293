package cmd_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

// directions says who may not import what, as regular expressions of folders and import paths.
var directions = []struct {
	from, except string
	never        string
	tests        bool // holds for tests too
	why          string
}{
	{from: `.`, except: `^models/store(/|$)`, never: `^gorm\.io/`, tests: true,
		why: "only models/store knows the database"},
	{from: `.`, except: `^handlers(/|$)`, never: `^github\.com/(labstack/echo|gorilla/sessions)`, tests: true,
		why: "only handlers speak HTTP with Echo and sessions"},
	{from: `^models(/|$)`, never: `^appdepot/(views|handlers|cmd)(/|$)`,
		why: "models know nothing of pages and doors"},
	{from: `^models$`, never: `^appdepot/`,
		why: "the nouns stand on nothing else"},
	{from: `^models/activity$`, never: `^appdepot/models/(?:[^f]|f[^io])`,
		why: "activities stand on the nouns and on what is asked about them"},
	{from: `^models/field$`, never: `^appdepot/models/`,
		why: "questions and answers stand on the nouns alone"},
	{from: `^models/forms$`, never: `^appdepot/models/(?:[^f]|f[^i])`, tests: true,
		why: "questions about nouns stand on the nouns and on the field engine"},
	{from: `^models/apptype$`, never: `^appdepot/models/catalog`,
		why: "app types name catalogs as constants"},
	{from: `^models/(targeting|checkin|installer|access|relate|apptype)(/|$)`,
		never: `^(database/sql|github\.com/(jackc/pgx|mattn/go-sqlite3|riverqueue)|modernc\.org/sqlite|appdepot/models/(store|blob|jobs|catalog|connect))(/|$)`,
		why:   "decisions are arithmetic: they know no database and no store"},
	{from: `^models/store(/|$)`, never: `^(net/(http|rpc|smtp)|crypto/tls|appdepot/models/(catalog|connect|jobs))(/|$)`,
		why: "the store reaches no network and asks no service"},
	{from: `^models/store(/|$)`, except: `^models/store/pgtest$`, never: `^net$`,
		why: "the store reaches no network; only tests start a server of PostgreSQL, on a port that is free"},
	{from: `.`, except: `^(models/store(/|$)|cmd/appdepot$)`, never: `^appdepot/models/store/(db|reach|pgtest)(/|$)`, tests: true,
		why: "handles of the database stay below models/store; the command only asks for the drivers"},
	{from: `^models/store/db(/|$)`, never: `^appdepot/models/(store$|store/(reach|people)|apptype|targeting|checkin|installer|blob)`,
		why: "what areas of the store stand on knows none of them"},
	{from: `^models/store/db/recode$`, never: `^appdepot/`,
		why: "what a migration does stays as it is, whatever becomes of the nouns"},
	{from: `^models/store/(reach|people)$`, never: `^appdepot/models/(store|apptype|checkin|installer|blob)$`,
		why: "an area of the store stands on db and reach; the store brings the areas together"},
	{from: `^models/catalog(/|$)`, never: `^appdepot/models/(store|blob|connect|jobs)(/|$)`,
		why: "catalogs answer; what is made of the answer is the matter of models/connect"},
	{from: `^models/connect(/|$)`, never: `^(net/http|github\.com/riverqueue|appdepot/models/jobs)(/|$)`,
		why: "use-cases of a service work on models/store, models/catalog and models/blob; jobs call them"},
	{from: `^handlers(/|$)`, except: `^handlers(/web|/handlertest)?$`, never: `^appdepot/models/catalog(/|$)`,
		why: "handlers reach services through models/connect"},
	{from: `^views(/|$)`, never: `^appdepot/(models/(store|blob|jobs|catalog|connect)|handlers|cmd)(/|$)`,
		why: "views show what they are given"},
	{from: `^handlers(/|$)`, never: `^appdepot/cmd(/|$)`,
		why: "commands use doors, not the other way round"},
	{from: `^cmd/depotsim(/|$)`, except: `^cmd/depotsim/client$`, never: `^appdepot/(models|views|handlers|static|cmd/appdepot)(/|$)`,
		why: "a pretend device knows the server by its published API alone"},
	{from: `.`, never: `^appdepot/.*test$`,
		why: "what only tests use is not for the product"},
}

// TestAreasAreApart keeps the areas of the admin portal from importing each other: what two share is in kit.
func TestAreasAreApart(t *testing.T) {
	area := regexp.MustCompile(`^(?:appdepot/)?(?:handlers|views)/admin/([a-z]+)`)
	for _, s := range code(t) {
		here := area.FindStringSubmatch(s.dir)
		if here == nil || s.test {
			continue
		}
		for _, path := range s.imports() {
			if there := area.FindStringSubmatch(path); there != nil && there[1] != here[1] && there[1] != "kit" {
				t.Errorf("%s imports %s: what two areas of the admin portal share is in kit", s.path, path)
			}
		}
	}
}

func TestDirectionsOfImports(t *testing.T) {
	for _, d := range directions {
		from, never := regexp.MustCompile(d.from), regexp.MustCompile(d.never)
		for _, s := range code(t) {
			if !from.MatchString(s.dir) || s.test && !d.tests {
				continue
			}
			if d.except != "" && regexp.MustCompile(d.except).MatchString(s.dir) {
				continue
			}
			for _, path := range s.imports() {
				if never.MatchString(path) {
					t.Errorf("%s imports %s, but %s", s.path, path, d.why)
				}
			}
		}
	}
}

// routes are addresses of this server, as string literals.
var routes = regexp.MustCompile("^[\"`]/(device/v[0-9]|apps|drafts|uploads|devices|connectors|portal|images)(/|[\"`])")

func TestModelsKnowNoRoutes(t *testing.T) {
	for _, s := range code(t) {
		if s.test || s.dir != "models" && !strings.HasPrefix(s.dir, "models/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && routes.MatchString(text.Value) {
				t.Errorf("%s: %s is an address of this server; views/link and the handlers make those", s.place(text.Pos()), text.Value)
			}
			return true
		})
	}
}
