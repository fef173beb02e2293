// Package ui holds the components that pages are made of: one a file, with the same name as its style sheet in
// static/css. Components know nothing of the database; they take plain values and print markup that works without
// JavaScript.
//
// Start with ui.go, which has what components share. The styles of components of whole pages, such as picker.templ and steps.templ, are
// in static/css/patterns, those of the Company Portal (portal.templ) in static/css/portal.
package ui
