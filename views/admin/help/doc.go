// Package help holds the pages that explain: the app types.
package help
