// Package audit holds the page of the audit log.
package audit
