// Package people has the pages of users, groups and their members.
package people
