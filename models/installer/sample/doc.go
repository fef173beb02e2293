// Package sample makes small, valid installer packages: for tests, and for the demo organisation's apps.
package sample
