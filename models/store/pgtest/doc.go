// Package pgtest gives each test a Postgres database of its own: URL an empty one, URLFrom a copy of a template that is built once.
//
// pgtest.go makes and drops the databases. server.go starts the server from the installed binaries, once per test binary and only when
// a test asks for it, on a loopback port with a password made for the occasion. It ends, and its data folder goes, as soon as the
// test binary does, whichever way that happens. Only tests of models/store and of what stands on it use this; most of them through
// package storetest.
package pgtest
