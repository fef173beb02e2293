// Package secret keeps what works as a credential unreadable in the database: tokens and accounts of connected services, addresses that
// may carry one, answers to questions whose Field.Secret is set.
//
// A value is sealed with a data key (seal.go): AES-256-GCM, bound to its Place, which is a table, a row and a column, so that it opens
// nowhere else. Data keys are rows of the database, wrapped by the outer key (keeper.go), which is not in it: a file, the environment, or a
// key management service. So a copy of the database gives nothing away, rotation writes rows and leaves the outer key alone, and
// another outer key means wrapping a few data keys anew.
//
// What is sealed stands in Columns (columns.go), and nowhere else: a Place is made from one of them. Rotation, the sealing of what was
// written before, what a lost key costs, the README and the test that looks for secrets in a copy of the database all read that list.
//
// Nothing here knows the database. models/store/db keeps the data keys and seals in its transactions; models/store/secrets rotates.
package secret
