// Package targets holds the pages on which is decided who gets what: assignments and their editor, the pane in which groups and
// apps are picked (pick.templ), changes that are not saved yet, why a device gets an app, and the relations between apps.
package targets
