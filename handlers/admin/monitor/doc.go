// Package monitor has the pages that say how things stand: the dashboard, and the install status of an app's devices and users
// with its exports.
package monitor
