// Package company has the pages of the Company Portal, where people find and install the apps of their own devices. routes.go lists
// them, with a type for each resource; current_device.go finds the device whose apps are shown; app_status.go says how an app
// stands on it and what the person can do. Every page is about the person's own devices: nothing here reads another person's.
package company
