// Package store is the data of one Appdepot: the only place, with the packages below it, that knows the database. Its verbs are
// transactions: permission, validation, write, audit line and queued work, all or nothing. Readers are named by the noun they
// return. Who acts is taken from the context (models.ActorOf).
//
// Start with Store in store.go. A file is named after the noun whose verbs and readers it has: apps*.go, drafts*.go, uploads*.go,
// packages*.go and versions*.go are apps from a file to its versions; assignments*.go and relations*.go who gets them; checkin*.go,
// orders.go, installs.go and reports.go what devices do; portal*.go what people see of it; tokens.go how devices enroll; damage.go,
// checkfiles.go and compare.go package files that are damaged; queue.go and processes.go the processes that work off jobs. These stay
// together, because most of their verbs touch each other's rows. What can stand alone is a package of its own:
//
//   - people: users, groups, sessions and set-up. Store embeds it, so its verbs are verbs of Store.
//   - reach: through which groups assignments reach each device, and the versions by which devices notice a change.
//   - db: opening, migrations, transactions, pages of lists, locks, the audit line and the queue.
//   - storetest opens stores for tests, pgtest the Postgres servers under them.
//
// A verb that spans areas runs in one transaction: reach.Tx and the db.Tx in it are handed from package to package. A new area is
// a package on db or reach that Store embeds, as people is; areas never import the store.
//
// The store reaches no network and knows no route, and nothing but these packages imports gorm.
package store
