// Package connect is the room of what spans a connected service and the store. Each service has a package below it: play is managed
// Google Play, enterprise is the Enterprise App Catalog, lookup is the search in app catalogs. Each has its port (the service as the
// package needs it, which models/catalog implements), its steps in their order, and what its background job calls.
//
// A service and the database cannot change in one transaction, so a process that is killed between two steps leaves one done and the
// other not. Every package says in its comment what such a crash leaves, step by step, and how that is repaired. Two ways are used:
//
//   - What the store can queue is queued in the transaction that causes it (enterprise: the download of content).
//   - What is done while a person waits for the answer is written down first, as a models.ServiceTask, and crossed out when the store
//     knows what came of it (Do). A task that its process left behind is done again by another one (Resume), which asks the service
//     what is done already, so that nothing is done there twice.
//
// Doors and jobs call these packages; they never talk to a service and the store by themselves.
package connect
