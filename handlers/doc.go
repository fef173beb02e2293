// Package handlers mounts every surface of the server on one router, in handlers.go: what is open to all, then the doors, each with the
// permission that all of it needs.
//
// Each door is a package below, with one list of its routes: auth (signing in and set-up), admin (the admin portal, a package
// an area), company (the Company Portal) and device (the device API). They are written with package web: the server, pages and parts of
// pages, errors, forms, sessions.
//
// The tests here go through all doors: access_*_test.go calls every route as every role, journey_*_test.go works in Chromium through
// package browsertest, bench_*_test.go measures. Package handlertest brings a site up for the tests of any door; web/webtest is a browser
// without JavaScript.
package handlers
