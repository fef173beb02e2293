// Package apps has the pages of apps that exist, and of the categories they are sorted into. routes.go lists them, with a type for
// each resource: apps (apps*.go: All apps, overview, deletion), properties, logos, history, versions and categories. Images serves
// the pictures. Adding an app is in package add, its assignments and relations in targets, its install status in monitor.
package apps
