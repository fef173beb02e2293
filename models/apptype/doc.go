// Package apptype knows every type of app: what is asked about it, which package it takes, to whom it can be assigned, on
// which devices it fits and how its presence is recognized. A fact about a type stands in its Definition and nowhere else;
// wizard, properties, checks, device orders and tests are readings of it.
//
// Start in definition.go, with Definition. A type is one file that registers one (webapp.go is the shortest) and its test; its name
// stands in no other file. Beside the types:
//
//   - registry.go: all types, the entries of the "Select app type" pane, and the type of a catalog
//   - common.go: what every app has, as questions and as columns of the app
//   - upload.go, setupchoice.go, packagefacts.go: what an uploaded package answers, and which type takes it
//   - version.go: what the next version of an app must be
//   - fit.go, expiry.go, relations.go, kinds.go: readings that the store and devices need
//   - texts.go: everything that people read, for translation
//   - lists and builtin: lists of the makers, with their sources
//   - office: the configuration of Microsoft 365 Apps
//
// What two types share is in a file of their platform or maker (apple.go, microsoft.go, webclip.go and others). Nothing here
// knows the database, a page or a catalog's address.
package apptype
