// Package catalog looks apps up where others list them: the App Store, the Microsoft Store, managed Google Play and the
// Enterprise App Catalog. All of them answer behind one port, Source; what is chosen fills the questions of an app type as a
// package would.
//
// Start in catalog.go, with Source, and catalogs.go, which knows the catalogs that the organization set up. Then:
//
//   - appstore.go, microsoftstore.go, play.go: one store each; privateapp.go makes apps of packages in managed Google Play
//   - enterprise.go: the Enterprise App Catalog over its sources: the starter catalog (starter.go), folders of manifests
//     (folders.go, manifests.go) and servers of the winget contract (winget.go, wingetmanifest.go)
//   - installer.go, variant.go, newer.go, versions.go: what a manifest says of installers, which one suits, and which is newer
//   - download.go: the file that a catalog points to
//   - client.go, site.go, addresses.go, cache.go, ratelimit.go: how catalogs are asked
//   - standin: catalogs of made-up apps, for the demo and for tests; catalogtest: the promise that every Source keeps
//
// Answers come from outside and are treated so: they are bounded in size and time, and no look-up reaches an address inside
// this server's own network unless the operator named its host (client.go). Nothing here knows the database.
package catalog
