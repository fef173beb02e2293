// Package fleet is a fleet of pretend devices. They speak the real device API, download honestly and keep an inventory;
// only installing is pretended.
//
// Start with fleet.go, which runs many devices; device.go is one of them. download.go, inventory.go and obey.go are what a device does
// with its orders, habits.go how it differs from others, state.go and keep.go what it remembers. Nothing here imports the server
// but for the generated client.
package fleet
