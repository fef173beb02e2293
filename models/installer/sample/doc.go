// Package sample makes small, valid installer packages: for tests, and for the demo organization's apps.
package sample
