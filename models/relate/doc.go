// Package relate decides which apps may depend on each other and take each other's place, and what follows from that. Only
// Windows apps (Win32) and those of the Enterprise App Catalog can be related (reference: dependencies, supersedence).
//
// A dependency is an app that must be on a device before another; superseding an app takes its place. Relations are arrows of a
// graph: from the app that needs to the app that is needed, and from the newer app to the older.
package relate
