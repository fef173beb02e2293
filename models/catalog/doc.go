// Package catalog looks apps up where others list them: the App Store, the Microsoft Store, managed Google Play and the
// Enterprise App Catalog. All of them answer behind one port, Source; what is chosen fills the questions of an app type as a
// package would.
//
// Answers come from outside and are treated so: they are bounded in size and time, and no look-up reaches an address inside
// this server's own network unless the operator named its host (client.go).
package catalog
