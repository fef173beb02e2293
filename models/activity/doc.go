// Package activity names every activity of the audit log once: what is stored of it, its words, its icon and the kind of
// object it is about, with the names of what changes of it. Verbs of models/store record one of these values; pages, filters and exports read them.
//
// Start with the values in apps.go, devices.go, people.go and connectors.go; object.go has the kinds of object, field.go what is
// recorded of each. A new activity is one value there, a call of Record that uses it, and its Dutch words. What is stored of an activity never changes.
package activity
