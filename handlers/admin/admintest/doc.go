// Package admintest is what the tests of several areas of the admin portal share: beginning and filling in drafts, sending files,
// and small tenants to assign and relate in.
//
// Client (uploads.go, tus.go, rows.go) sends requests as the scripts do; the other files prepare what a test begins with: apps, drafts,
// relations, packages. Only tests import it.
package admintest
