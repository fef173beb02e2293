// Package jobs works off what the store queues: each job calls one verb, as the server itself.
package jobs
