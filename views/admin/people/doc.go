// Package people holds the pages of users, groups and their members, one a file.
package people
