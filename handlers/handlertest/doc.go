// Package handlertest runs the whole server on a fresh store, for tests that walk through it as people do.
//
// Site (site.go) is the server; Limits (limits.go) tries the limits of a form; Bare (bare.go) is the least that a page could cost,
// for benchmarks. Only tests import it.
package handlertest
