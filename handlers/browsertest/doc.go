// Package browsertest drives a real Chromium for journey tests with JavaScript: one browser per test binary, one fresh
// profile per test. Elements are named as people and screen readers name them, waiting is for conditions, and errors on
// the console or breaches of the content security policy fail the test.
//
// A test binary that uses it has
//
//	func TestMain(m *testing.M) { browsertest.Main(m) }
package browsertest
