package layout

import (
	"context"
	"strings"

	"appdepot/models/access"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Appearance is how a person wants pages to look and act. Zero values follow the system.
type Appearance struct {
	Theme       string // "", "light" or "dark"
	Density     string // "" or "compact"
	NoShortcuts bool   // single keys do nothing (WCAG 2.1.4)
}

// DocumentProps are what every page has. Path is the address of the page, to come back to after a change of preferences.
type DocumentProps struct {
	Title, Path string
	Appearance  Appearance
	Notices     []ui.Notice
	Surface     string // "admin" or "portal": sizes of type and targets
	BrandCSS    string // address of the organization's colors, or empty
	Home        string // where the logo of a plain page leads: the first page of the portal that the person is in
}

// viewport lets the bars of the Company Portal reach the edges of a phone's screen; its style sheet keeps words and buttons within the safe area.
func (p DocumentProps) viewport() string {
	if p.Surface == "portal" {
		return "width=device-width, initial-scale=1, viewport-fit=cover"
	}
	return "width=device-width, initial-scale=1"
}

// Person is who is signed in.
type Person struct {
	Name, Email, Organization string
}

// NavSection is a part of the main navigation; Title is empty for the first.
type NavSection struct {
	Title string
	Items []NavItem
}

// NavItem is a line of the navigation. Icon is a name that also exists with "-filled". Count is written already; CountNote
// is read aloud behind it and, with Bad, says what is wrong. Shortcut is the keys that lead here, such as "g a".
type NavItem struct {
	Label, URL, Icon, Shortcut string
	Current, Bad               bool
	Count, CountNote           string
}

// AdminProps are a page of the admin portal.
type AdminProps struct {
	DocumentProps
	Person        Person
	Rights        access.Rights // what the person may do, so that pages offer nothing else
	Nav           []NavSection
	Crumbs        []ui.Link
	Query         string // what was searched, shown in the search field
	CompanyPortal bool   // the person may open the Company Portal
}

// CompanyProps are a page of the Company Portal. Up is the page above this one, or empty.
type CompanyProps struct {
	DocumentProps
	Person Person
	Brand  string // the organization's name for its portal
	Logo   string // address of its logo; Appdepot's when empty
	Nav    []NavItem
	Up     ui.Link
	Admin  bool // the person may open the admin portal
}

func keys(ctx context.Context, sections []NavSection) []ui.Key {
	keys := []ui.Key{{Keys: []string{"/"}, Action: say.T(ctx, "Search")}}
	for _, s := range sections {
		for _, i := range s.Items {
			if i.Shortcut != "" {
				keys = append(keys, ui.Key{Keys: strings.Fields(i.Shortcut), Action: i.Label})
			}
		}
	}
	return append(keys,
		ui.Key{Keys: []string{"n"}, Action: say.T(ctx, "Add")},
		ui.Key{Keys: []string{"?"}, Action: say.T(ctx, "Show keyboard shortcuts")},
	)
}
