// Package catalogtest is the promise that every catalog keeps, as a test.
package catalogtest
