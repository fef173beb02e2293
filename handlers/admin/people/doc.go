// Package people has the pages of groups (groups.go lists and edits them, group.go shows one), their members and nested groups
// (members.go), and users (users.go, user.go).
package people
