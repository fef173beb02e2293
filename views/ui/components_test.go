package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"appdepot/views/ui"
)

func TestTileIsTheSameForTheSameThing(t *testing.T) {
	first, _ := render(t, ui.Tile(ui.TileProps{ID: "a", Name: "Depot Scan"})).Find(".tile").Attr("class")
	second, _ := render(t, ui.Tile(ui.TileProps{ID: "a", Name: "Other"})).Find(".tile").Attr("class")
	if first != second {
		t.Errorf("the color follows from the id, got %q and %q", first, second)
	}
}

func TestATileShowsTheMostTellingPicture(t *testing.T) {
	app := ui.TileProps{ID: "a", Name: "Depot Scan", Glyph: "box-phone"}
	with := func(change func(*ui.TileProps)) ui.TileProps {
		p := app
		change(&p)
		return p
	}
	for name, tt := range map[string]struct {
		tile  ui.TileProps
		shows string // image, icon, glyph, initials
	}{
		"logo":                       {with(func(p *ui.TileProps) { p.Image, p.Size = "/images/1", 88 }), "image"},
		"small":                      {app, "initials"},
		"with room for both":         {with(func(p *ui.TileProps) { p.Size = 48 }), "glyph initials"},
		"the type is what it is":     {with(func(p *ui.TileProps) { p.Pictured, p.Size = true, 88 }), "glyph"},
		"name without letters":       {with(func(p *ui.TileProps) { p.Name = "🚀" }), "glyph"},
		"no type, no letters":        {with(func(p *ui.TileProps) { p.Name, p.Glyph = "🚀", "" }), "initials"},
		"a thing that is not an app": {ui.TileProps{ID: "d", Name: "PC 7", Icon: "desktop", Size: 48}, "icon"},
	} {
		tile := render(t, ui.Tile(tt.tile)).Find(".tile")
		var shows []string
		for what, selector := range map[string]string{"image": "img", "icon": "svg", "glyph": "i.glyph"} {
			if tile.Find(selector).Length() > 0 {
				shows = append(shows, what)
			}
		}
		if strings.TrimSpace(tile.Text()) != "" {
			shows = append(shows, "initials")
		}
		if got := strings.Join(shows, " "); got != tt.shows {
			t.Errorf("%s: %q, want %q", name, got, tt.shows)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Depot Scan": "DS", "Figma": "FI", "Ä": "Ä", "": "?", "x@y.example": "XE", "O'Brien": "OB", "iPhone Setup": "IS", "X": "X",
		// words without letters, versions and what stands in brackets do not count
		"7-Zip": "ZI", "7-Zip 24.08 (x64)": "ZI", "(2024) Foo Bar": "FB", "Microsoft 365 Apps": "MA", "Adobe Acrobat Reader (64-bit)": "AR",
		"Notepad++": "NO", "1Password": "PA", "3CX": "CX", "App v2": "AP", "H2O Wallet": "HW", "GIMP 2.10.36": "GI", "(intranet)": "IN", "[Beta] Depot": "DE",
		"365": "36", "2048": "20", "7": "7",
		// other scripts
		"企业微信": "企业", "微信 读书": "微读", "Яндекс Браузер": "ЯБ", "גוגל כרום": "גכ", "हिंदी कीबोर्ड": "हिंकी", "หมอ": "หม", "E\u0301cole Normale": "E\u0301N",
		"ბანკი": "ბა", "straße": "ST", "ǆep": "ǅE", "می\u200cخواهم": "می",
		// pictures
		"🚀 Launch Pad": "LP", "🚀": "?", "👩🏽‍💻 Code": "CO", "1️⃣ One": "ON",
	} {
		if got := ui.Initials(name); got != want {
			t.Errorf("Initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSortedColumnSaysSo(t *testing.T) {
	doc := render(t, ui.Table("Apps", "list", []ui.Column{{Label: "Name", URL: "/apps?sort=-name", Sort: "ascending"}, {Label: "Type"}}))
	th := doc.Find("th").First()
	if got := th.AttrOr("aria-sort", ""); got != "ascending" {
		t.Errorf("aria-sort %q", got)
	}
	if got := th.Find("a").AttrOr("href", ""); got != "/apps?sort=-name" {
		t.Errorf("the link sorts by %q", got)
	}
	if doc.Find("th").Last().Find("a").Length() != 0 {
		t.Error("a column that cannot be sorted is a link")
	}
}

func TestPagerLeadsOnlyWhereThereIsSomething(t *testing.T) {
	doc := render(t, ui.Table("Apps", "list", nil, ui.Pager{Shown: "50 of 148 apps", Next: "/apps?after=x"}))
	if doc.Find("a[rel=prev]").Length() != 0 || doc.Find("a[rel=next]").Length() != 1 {
		t.Error("the first page has a next page only")
	}
	if doc = render(t, ui.Table("Apps", "list", nil, ui.Pager{Shown: "3 apps"})); doc.Find("nav").Length() != 0 {
		t.Error("a list of one page has a pager")
	}
}

func TestSetFilterNamesItsValuesAndCanBeRemoved(t *testing.T) {
	doc := render(t, ui.FilterBar(ui.FilterBarProps{Action: "/apps", List: "list", Label: "Search", Filters: []ui.Filter{{
		Name: "platform", Label: "Platform", ClearURL: "/apps?q=x",
		Options: []ui.Option{{Value: "a", Label: "Android", Set: true}, {Value: "w", Label: "Windows", Set: true}, {Value: "m", Label: "macOS"}},
	}}}))
	chip := doc.Find(".chip.is-set")
	if text := strings.Join(strings.Fields(chip.Text()), " "); text != "Platform: Android and 1 more" {
		t.Errorf("the chip reads %q", text)
	}
	if got := chip.Find("a").AttrOr("href", ""); got != "/apps?q=x" {
		t.Errorf("removing leads to %q", got)
	}
	if n := doc.Find("input[name=platform][checked]").Length(); n != 2 {
		t.Errorf("%d boxes are checked, want 2", n)
	}
}

func TestSteps(t *testing.T) {
	doc := render(t, ui.Steps([]ui.Step{
		{Label: "App information", URL: "/1", State: ui.StepDone},
		{Label: "Program", URL: "/2", State: ui.StepErrors, Current: true},
		{Label: "Review + create"},
	}))
	if got := doc.Find("[aria-current=step]").AttrOr("href", ""); got != "/2" {
		t.Errorf("the current step leads to %q", got)
	}
	if !strings.Contains(doc.Find(".has-error").Text(), "(has errors)") {
		t.Error("a step with errors does not say so in words")
	}
	if doc.Find("li").Last().Find("a").Length() != 0 {
		t.Error("a step to come is a link")
	}
}

func TestDonutShowsSmallPartsAndLeavesOutNone(t *testing.T) {
	doc := render(t, ui.Donut("devices", []ui.Part{{Kind: ui.OK, Label: "Installed", Count: 9999}, {Kind: ui.Bad, Label: "Failed", Count: 1}, {Kind: ui.Mute, Label: "Unknown"}}))
	if n := doc.Find("circle").Length(); n != 2 {
		t.Errorf("%d arcs, want 2", n)
	}
	if dash := doc.Find("circle.s-bad").AttrOr("stroke-dasharray", ""); strings.HasPrefix(dash, "0") || strings.HasPrefix(dash, "-") {
		t.Errorf("the arc of one in ten thousand cannot be seen: %q", dash)
	}
	if got := doc.Find(".donut-label b").Text(); got != "10,000" {
		t.Errorf("the total reads %q", got)
	}
}

func TestBarsFitTheirChart(t *testing.T) {
	for _, most := range []int{0, 1, 14, 31, 999, 123456} {
		doc := render(t, ui.BarChart("Failures", []ui.Bar{{Label: "1", Count: most, Highlighted: true}}))
		if y := doc.Find("rect").AttrOr("y", ""); strings.HasPrefix(y, "-") {
			t.Errorf("a bar of %d reaches above its chart: y=%s", most, y)
		}
	}
}

func TestFieldTiesSentencesToItsControl(t *testing.T) {
	p := ui.FieldProps{ID: "name", Label: "Name", Help: "Shown to people.", Error: "Enter a name."}
	doc := render(t, ui.Field(p))
	for _, id := range strings.Fields(p.Describe()) {
		if doc.Find("#"+id).Length() != 1 {
			t.Errorf("aria-describedby names %s, which is not there", id)
		}
	}
}

func TestPaneWorksAsAPageAndAsAFragment(t *testing.T) {
	pane := ui.PaneFrame(ui.PaneProps{Title: "Create category", Action: "/categories", Submit: "Create category", Cancel: "/categories"})
	form := render(t, pane).Find("form")
	if form.AttrOr("action", "") != "/categories" || form.AttrOr("method", "") != "post" {
		t.Error("without JavaScript the form does not post to its action")
	}
	if form.AttrOr("hx-target", "") != "#pane" || render(t, pane).Find("section#pane").Length() != 1 {
		t.Error("the form does not swap the pane it stands in")
	}
}

func TestTimeHasItsFullValue(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	el := render(t, ui.Time(now.Add(-2*time.Hour), now)).Find("time")
	if el.Text() != "2 h ago" || el.AttrOr("datetime", "") != "2026-11-22T10:00:00Z" {
		t.Errorf("got %q, %q", el.Text(), el.AttrOr("datetime", ""))
	}
	if render(t, ui.Time(time.Time{}, now)).Find("time").Length() != 0 {
		t.Error("what never happened has a time")
	}
}

// A table row is at most 1,200 bytes of HTML, status and other columns included.
func TestRowsStaySmall(t *testing.T) {
	var b strings.Builder
	for _, c := range []templ.Component{
		ui.AppCell(ui.TileProps{ID: "a", Image: "/apps/0193f1c2-7a10-7000-8000-000000000001/icon?v=12"}, "Depot Scan", "/apps/0193f1c2-7a10-7000-8000-000000000001", "Veldhoek Logistics IT"),
		ui.RowMenuButton("app-menu", "0193f1c2-7a10-7000-8000-000000000001", "More actions for Depot Scan", "/apps/0193f1c2-7a10-7000-8000-000000000001"),
	} {
		if err := c.Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
	}
	if b.Len() > 700 {
		t.Errorf("the first and last cell of a row take %d bytes of the 1,200 a row may have", b.Len())
	}
}
