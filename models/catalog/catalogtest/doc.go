// Package catalogtest is the promise that every catalogue keeps, as a test.
package catalogtest
