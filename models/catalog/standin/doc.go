// Package standin answers like the catalogs do, from a few made-up apps of its own. The demo has its Play, a managed Google Play with
// private apps, and a Source of the Enterprise App Catalog; App Store, Microsoft Store and winget are for tests only. Nothing in it is a copy of a real store's content.
package standin
