// Package help has the pages that explain: the app types.
package help
