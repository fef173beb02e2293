// Package connectors has the pages of what this server is connected to: the switches and sources on Connectors, managed Google
// Play (play*.go), look-ups in catalogs for a draft (lookup.go), and updates of catalog apps (catalog_updates.go).
package connectors
