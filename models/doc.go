// Package models holds the nouns of Appdepot: plain values that every other package speaks about.
//
// One file a noun: actor.go, app.go, assignment.go, device.go and so on; error.go, id.go, page.go, reason.go and text.go are what all of
// them use. Values only: no database, no clock, no network. What decides over them is in the packages below, and what changes them
// in models/store.
package models
