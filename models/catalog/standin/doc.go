// Package standin answers like the catalogs do, from a few made-up apps of its own: for the demo, for tests, and for servers
// without a way out. Nothing in it is a copy of a real store's content.
package standin
