// Package audit has the audit log and its export.
package audit
