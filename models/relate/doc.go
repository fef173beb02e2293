// Package relate decides which apps may depend on each other and supersede each other, and what follows from that. Only types whose
// Definition says so can be related (reference: dependencies, supersedence).
//
// A dependency is an app that must be on a device before another; superseding an app takes its place. Relations are arrows of a
// Graph: from the app that needs to the app that is needed, and from the newer app to the older.
//
// Start in graph.go. check.go refuses relations (Check), consequences.go tells what follows from those that may be saved (Warnings,
// DeleteProblem, UninstallProblem, SupersededBy), view.go is the part of a graph that a picture shows. Everything is arithmetic on
// values: no database, no clock.
package relate
