// Package settings holds the pages about this server itself: storage.
package settings
