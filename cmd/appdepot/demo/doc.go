// Package demo fills an empty Appdepot with a made-up organization and the weeks behind it, through the verbs everybody uses and with a
// clock that runs in the past. When the server was off, it tells what the devices did in the meantime.
//
// Start with demo.go. fill.go has the order of things: what is there from the beginning, and then a timeline (timeline.go) on which apps are
// added (addapps.go, connect.go), devices check in (telldevices.go), people sign in and ask for apps (tellpeople.go), and administrators do
// their work (tellchanges.go). data.go has the names and numbers; shelf.go, windowsapps.go, androidapps.go, appleapps.go and webapps.go the
// apps, icons.go their icons, which package draw draws; pretend.go is one device, and state.go hands those that answer to the fleet of
// pretend devices.
package demo
