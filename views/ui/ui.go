package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Kind is what a color tells. It never stands alone: an icon and a word go with it.
type Kind string

// The kinds, as in the class names of status, badge, banner, toast, meter and donut.
const (
	OK   Kind = "ok"
	Info Kind = "info"
	Warn Kind = "warn"
	Bad  Kind = "bad"
	Mute Kind = "mute"
)

// Link is a word that leads somewhere.
type Link struct {
	Label, URL string
}

// Pane makes a link open its page in the side pane. Without JavaScript it is a plain link to the same page.
func Pane(url string) templ.Attributes { return overlay(url, "pane") }

// Beside makes a link open its page, a BesideFrame, beside the list that it stands in where there is room; elsewhere it goes there.
func Beside(url string) templ.Attributes { return templ.Attributes{"href": url, "data-beside": ""} }

// Confirm makes a link open its page, a Confirmation, as a dialog.
func Confirm(url string) templ.Attributes { return overlay(url, "confirm") }

func overlay(url, target string) templ.Attributes {
	return templ.Attributes{"href": url, "hx-get": url, "hx-target": "#" + target, "hx-swap": "outerHTML"}
}

// Into makes a link replace one part of the page, by its id, and put its address in the location bar.
func Into(url, id string) templ.Attributes {
	return templ.Attributes{"href": url, "hx-get": url, "hx-target": "#" + id, "hx-swap": "outerMorph", "hx-push-url": "true"}
}

// Href is a plain link, for components that take attributes.
func Href(url string) templ.Attributes { return templ.Attributes{"href": url} }

// classes joins class names, leaving out empty ones.
func classes(names ...string) string {
	return strings.Join(strings.Fields(strings.Join(names, " ")), " ")
}
