// Package access says who may do what. It is one table of actions and roles (table.go); every verb of models/store asks
// May about the thing it is about, lists ask Visible, and pages ask Rights to leave out commands that would be refused.
//
// A right reaches either anything, or only what is the actor's own: their account, sessions, devices and requests. Nothing
// here looks at whether a user is disabled: such a user has no session.
package access
