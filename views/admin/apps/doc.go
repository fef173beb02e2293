// Package apps holds the pages of apps that exist and of categories, one a file: the list, the overview, properties, versions,
// history, deletion.
package apps
