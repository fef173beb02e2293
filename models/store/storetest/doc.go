// Package storetest opens real stores for tests: a fresh SQLite file with each driver of the build, and a fresh Postgres
// database, each with a package folder of its own.
//
// Start with New in storetest.go; the other files fill a store: people, apps, events, and whole tenants to measure on (tenant*.go). Only
// tests and benchmarks import it.
package storetest
