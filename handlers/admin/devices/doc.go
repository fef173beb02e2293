// Package devices has the pages of devices (devices.go lists them, device.go shows and edits one) and of the tokens they are
// enrolled with (tokens.go). Why a device gets an app is explained by package targets.
package devices
