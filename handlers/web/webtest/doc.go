// Package webtest is a browser without JavaScript for journey tests: it follows links, fills in forms and presses
// buttons by the names people see, and checks every page it receives against the rules of Lint. A step that cannot be
// done ends the test with a sentence and the text of the page.
//
// Start with Browser in browser.go. fields.go and submit.go fill in and send forms, see.go looks at the page, find.go and names.go find
// elements by the names people see, lint*.go are the rules every page keeps; log.go is what a server writes meanwhile. Only tests import it.
package webtest
