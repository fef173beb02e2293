// Package reach keeps, with every device, the groups through which assignments reach it (reach.go), and the version at which
// each audience last changed (versions.go). Both are written in the transaction that changes a membership, the nesting of groups,
// a device's user or an assignment, so that an idle check-in compares numbers and reads nothing else.
//
// Areas of the store whose verbs change whom assignments reach, such as store and people, run them in Database.Change and tell its
// Tx: UpdateReach for memberships and nesting, Replan for one device, BumpVersion and its kind for everything else. Readers find how
// groups are nested in Database.Nested and how many members they have in Database.MemberCounts.
package reach
