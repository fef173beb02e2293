// Package auth has the pages of signing in, of the first set-up, and of one's own account, one a file.
package auth
