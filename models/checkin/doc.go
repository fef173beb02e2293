// Package checkin speaks with devices: the messages of the device API, and the arithmetic that decides what a device is told
// to do next and when. Nothing here knows a clock, a database or the network.
//
// Start with Plan in plan.go, which gives a device its orders: app_plan.go decides for one app, order.go whether its order is given,
// repeated or taken back. next.go says when it checks in again, rules.go has the times and limits by name, receive.go takes in what
// a device reports, wire.go has the messages and version.go compares versions.
package checkin
