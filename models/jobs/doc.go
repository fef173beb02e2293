// Package jobs is the background work: what the store queues, and what is done periodically. Each job calls one verb of models/store or
// models/connect, as the server itself. Start registers them all; a new job is a type with its Work and its Timeout, and a line there.
package jobs
