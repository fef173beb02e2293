package web

import (
	"context"

	"github.com/labstack/echo/v4"

	"appdepot/models/access"
	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
)

// entry is a line of the admin navigation with the right it needs.
type entry struct {
	action access.Action
	item   layout.NavItem
}

// navigation lists the pages the person may open.
func navigation(c echo.Context) []layout.NavSection {
	ctx, rights := c.Request().Context(), Rights(c)
	all := sections(ctx)
	at := currentURL(c.Request().URL.Path, all)
	var list []layout.NavSection
	for _, s := range all {
		var items []layout.NavItem
		for _, e := range s.entries {
			if rights.Can(e.action) {
				e.item.Current = e.item.URL == at
				items = append(items, e.item)
			}
		}
		if len(items) > 0 {
			list = append(list, layout.NavSection{Title: s.title, Items: items})
		}
	}
	return list
}

// currentURL is the address in the navigation that a page belongs to: the longest one that it stands at or below. What becomes an
// app stands with the apps.
func currentURL(path string, all []section) (at string) {
	for _, becoming := range []string{link.Drafts(), link.Uploads(), link.AppTypes()} {
		if isBelow(path, becoming) {
			return link.Apps()
		}
	}
	for _, s := range all {
		for _, e := range s.entries {
			if isBelow(path, e.item.URL) && len(e.item.URL) > len(at) {
				at = e.item.URL
			}
		}
	}
	return at
}

type section struct {
	title   string
	entries []entry
}

func sections(ctx context.Context) []section {
	return []section{
		{"", []entry{
			{access.ReadApps, layout.NavItem{Label: say.T(ctx, "Dashboard"), URL: link.AdminHome(), Icon: "home", Shortcut: "g h"}},
		}},
		{say.T(ctx, "Apps"), []entry{
			{access.ReadApps, layout.NavItem{Label: say.T(ctx, "All apps"), URL: link.Apps(), Icon: "apps-list", Shortcut: "g a"}},
			{access.ManageApps, layout.NavItem{Label: say.T(ctx, "Apps with updates"), URL: link.CatalogUpdates(), Icon: "arrow-sync"}},
			{access.ReadCategories, layout.NavItem{Label: say.T(ctx, "App categories"), URL: link.Categories(), Icon: "tag", Shortcut: "g c"}},
		}},
		{say.T(ctx, "Devices and users"), []entry{
			{access.ReadDevices, layout.NavItem{Label: say.T(ctx, "Devices"), URL: link.Devices(), Icon: "laptop", Shortcut: "g d"}},
			{access.EnrollDevices, layout.NavItem{Label: say.T(ctx, "Enrollment tokens"), URL: link.EnrollmentTokens(), Icon: "key"}},
			{access.ReadUsers, layout.NavItem{Label: say.T(ctx, "Users"), URL: link.Users(), Icon: "person", Shortcut: "g u"}},
			{access.ReadGroups, layout.NavItem{Label: say.T(ctx, "Groups"), URL: link.Groups(), Icon: "people", Shortcut: "g g"}},
		}},
		{say.T(ctx, "Administration"), []entry{
			{access.ManageApps, layout.NavItem{Label: say.T(ctx, "Storage"), URL: link.Storage(), Icon: "storage"}},
			{access.ManageSettings, layout.NavItem{Label: say.T(ctx, "Connectors"), URL: link.Connectors(), Icon: "plug-connected"}},
			{access.ReadAudit, layout.NavItem{Label: say.T(ctx, "Audit logs"), URL: link.Audit(), Icon: "history"}},
		}},
	}
}

// companyNavigation lists the pages of the Company Portal.
func companyNavigation(c echo.Context) []layout.NavItem {
	ctx := c.Request().Context()
	items := []layout.NavItem{
		{Label: say.T(ctx, "Home"), URL: link.Company(), Icon: "home"},
		{Label: say.T(ctx, "Apps"), URL: link.CompanyApps(), Icon: "grid"},
		{Label: say.T(ctx, "Installed"), URL: link.CompanyInstalled(), Icon: "arrow-download"},
		{Label: say.T(ctx, "Devices"), URL: link.CompanyDevices(), Icon: "laptop"},
	}
	for i := range items {
		items[i].Current = isBelow(c.Request().URL.Path, items[i].URL)
	}
	return items
}
