// Package auth has the pages of signing in and out (sign-in.go), the first set-up, preferences, and one's own account. routes.go lists
// them. Only these pages and the device API are reached without a session.
package auth
