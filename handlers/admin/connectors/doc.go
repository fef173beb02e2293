// Package connectors has the pages of the services that this server is connected to: the list with its switches (connectors.go),
// catalog sources (sources.go), managed Google Play (play_connection.go and play_sync.go; play_apps.go, web_apps.go and
// private_apps.go add apps from it), the search in catalogs for a draft (lookup.go), and updates of catalog apps
// (catalog_updates.go). The services themselves are called by models/connect.
package connectors
