// Package jobs works off what the store queues, and what comes round: each job calls one verb of models/store or models/connect, as the
// server itself.
package jobs
