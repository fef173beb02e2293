package web

import (
	"cmp"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Admin is the frame of an admin page: the person, the navigation they may use, their appearance and what just happened.
// Crumbs are the pages above this one.
func Admin(c echo.Context, title string, crumbs ...ui.Link) layout.AdminProps {
	return layout.AdminProps{
		DocumentProps: document(c, title),
		Person:        person(c),
		Rights:        Rights(c),
		Nav:           navigation(c),
		Crumbs:        crumbs,
		Query:         c.QueryParam("q"),
		CompanyPortal: true,
	}
}

// Company is the frame of a Company Portal page; up is the page above, or empty.
func Company(c echo.Context, title string, up ui.Link) layout.CompanyProps {
	return layout.CompanyProps{
		DocumentProps: document(c, title),
		Person:        person(c),
		Brand:         cmp.Or(ServerOf(c).Store.Organization(c.Request().Context()), say.T(c.Request().Context(), "Company Portal")),
		Nav:           companyNavigation(c),
		Up:            up,
		Admin:         Rights(c).Can(access.UseAdminPortal),
	}
}

// Plain is the frame of pages without navigation.
func Plain(c echo.Context, title string) layout.DocumentProps {
	p := document(c, title)
	p.Home = home(c)
	return p
}

func document(c echo.Context, title string) layout.DocumentProps {
	u := User(c)
	appearance := layout.Appearance{Theme: u.Theme, Density: u.Density, NoShortcuts: u.NoShortcuts}
	if u.ID == "" {
		if theme := Preference(c, themeName); theme == "light" || theme == "dark" {
			appearance.Theme = theme
		}
	}
	return layout.DocumentProps{Title: title, Path: c.Request().URL.RequestURI(), Appearance: appearance, Notices: takeNotices(c)}
}

func person(c echo.Context) layout.Person {
	u := User(c)
	return layout.Person{Name: u.Name, Email: u.Email, Organization: ServerOf(c).Store.Organization(c.Request().Context())}
}

// Notice shows the result of an action on the next page this person opens.
func Notice(c echo.Context, n models.Notice) error {
	return ServerOf(c).Store.AddNotice(c.Request().Context(), Session(c).ID, n)
}

// Success is a Notice that something was done.
func Success(c echo.Context, what models.Reason) error {
	return Notice(c, models.Notice{Kind: "ok", Reason: what})
}

// Refusal is a Notice that something was not done, and why: err is what the verb answered. Only reasons are kept, so an error that has none,
// and one that is not for the person to mend, is returned as it is.
func Refusal(c echo.Context, what models.Reason, err error) error {
	problem := UserError(err)
	if problem == nil || problem.Text.Reason == nil && !problem.Text.Empty() {
		return err
	}
	return Notice(c, models.Notice{Kind: "bad", Reason: what, Body: models.ReasonOf(problem)})
}

// takeNotices takes the session's notices for the page being made. A part of a page shows none, so they wait for a whole one.
func takeNotices(c echo.Context) []ui.Notice {
	ctx, row := c.Request().Context(), Session(c)
	if len(row.Notices) == 0 || Part(c) != "" {
		return nil
	}
	if err := ServerOf(c).Store.ShownNotices(ctx, row.ID); err != nil {
		ServerOf(c).Log.Warn("notices stay with the session", "error", err)
	}
	var list []ui.Notice
	for _, n := range row.Notices {
		list = append(list, ui.Notice{
			Kind: ui.Kind(n.Kind), Title: say.Reason(ctx, n.Reason), Body: say.Reason(ctx, n.Body),
		})
	}
	return list
}

// isBelow reports whether a page is at or below an address.
func isBelow(path, address string) bool {
	return path == address || address != link.AdminHome() && address != link.Company() && strings.HasPrefix(path, address+"/")
}
