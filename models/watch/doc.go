// Package watch is for those who watch over a server: it counts for Prometheus what somebody who attacks it causes, and has it told,
// in the log or the audit log, at a rate that cannot fill a disk.
package watch
