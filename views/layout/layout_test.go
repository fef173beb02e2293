package layout_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func render(t *testing.T, ctx context.Context, c templ.Component) *goquery.Document {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestDocumentPrintsTheChosenLook(t *testing.T) {
	ctx := say.In(context.Background(), "nl")
	html := render(t, ctx, layout.Document(layout.DocumentProps{Appearance: layout.Appearance{Theme: "dark", Density: "compact", NoShortcuts: true}})).Find("html")
	for name, want := range map[string]string{"lang": "nl", "data-theme": "dark", "data-density": "compact", "data-shortcuts": "off"} {
		if got := html.AttrOr(name, ""); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	plain := render(t, ctx, layout.Document(layout.DocumentProps{})).Find("html")
	if _, forced := plain.Attr("data-theme"); forced {
		t.Error("without a choice the theme does not follow the system")
	}
}

func TestNavigationMarksThePage(t *testing.T) {
	nav := []layout.NavSection{{Title: "Apps", Items: []layout.NavItem{
		{Label: "All apps", URL: link.Apps(), Icon: "apps-list", Current: true, Shortcut: "g a"},
		{Label: "App categories", URL: link.Categories(), Icon: "tag"},
	}}}
	doc := render(t, context.Background(), layout.Admin(layout.AdminProps{Nav: nav}))
	current := doc.Find("nav.nav:not([popover]) [aria-current=page]")
	if current.Length() != 1 || current.AttrOr("href", "") != link.Apps() {
		t.Errorf("%d links are marked as the page that is shown", current.Length())
	}
	if doc.Find("#keyboard kbd:contains('g')").Length() == 0 {
		t.Error("the shortcut of a page is not in the keyboard sheet")
	}
}

func TestEveryFrameHasOneMainToSkipTo(t *testing.T) {
	for name, frame := range map[string]templ.Component{
		"admin": layout.Admin(layout.AdminProps{}), "company": layout.Company(layout.CompanyProps{}), "plain": layout.Plain(layout.DocumentProps{}),
	} {
		doc := render(t, context.Background(), frame)
		if doc.Find("main#main").Length() != 1 || doc.Find("a.skip-link[href='#main']").Length() != 1 {
			t.Errorf("%s: no skip link to one main", name)
		}
	}
}

func TestMenusWorkAsForms(t *testing.T) {
	doc := render(t, context.Background(), layout.Admin(layout.AdminProps{DocumentProps: layout.DocumentProps{Path: "/apps?q=x"}}))
	if doc.Find("form[method=post][action='"+link.SignOut()+"'] button[type=submit]").Length() != 1 {
		t.Error("signing out is not a form of one button")
	}
	theme := doc.Find("#theme-menu form[method=post]")
	if theme.AttrOr("action", "") != link.Preferences() || theme.Find("input[name=return]").AttrOr("value", "") != "/apps?q=x" {
		t.Error("the theme's form does not come back to the page")
	}
	if n := doc.Find("#account-menu button[name=language]").Length(); n != len(say.Languages) {
		t.Errorf("%d languages can be chosen, want %d", n, len(say.Languages))
	}
}

func TestNoticesAreShownOnce(t *testing.T) {
	doc := render(t, context.Background(), layout.Plain(layout.DocumentProps{Notices: []ui.Notice{{Kind: ui.OK, Title: "Category created"}}}))
	if doc.Find("#toasts .toast").Length() != 1 {
		t.Error("the notice is not shown")
	}
}
