// Package targets holds the pages on which is decided who gets what: an app's assignments, the picker of groups, why a device gets
// an app, and the relations between apps.
package targets
