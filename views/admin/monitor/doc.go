// Package monitor holds the pages that say how things stand: the dashboard and the install status of an app.
package monitor
