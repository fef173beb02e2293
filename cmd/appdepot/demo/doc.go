// Package demo fills an empty Appdepot with a made-up organization, through the verbs everybody uses.
//
// Start with demo.go; data.go has the names and numbers, apps.go, devices.go and connect.go what is made of them.
package demo
