// Package connectors holds the pages of connected services, one a file: Connectors, managed Google Play, look-ups, updates of
// catalog apps.
package connectors
