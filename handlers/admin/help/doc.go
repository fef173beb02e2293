// Package help has the pages that explain: the app types, and the error codes that devices report.
package help
