// Package store is the only package that knows the database. Its verbs are transactions: permission, validation, write,
// audit line and queued work, all or nothing. Readers are named by the noun they return. Who acts is taken from the
// context (models.ActorOf).
//
// Start with Store in store.go. A file is named after the noun whose verbs and readers it has: apps*.go, drafts*.go, uploads*.go, packages*.go
// and versions*.go are apps from a file to its versions; assignments*.go, relations*.go and groups.go who gets them;
// checkin*.go, orders.go, installs.go and reports.go what devices do; portal*.go what people see of it; users*.go, sessions.go and
// tokens.go who they are. storetest opens stores for tests.
//
// The store reaches no network and knows no route, and nothing but the packages of the store imports gorm.
package store
