// Package icon says which picture stands for an app, an app type, a platform and a device, wherever one is shown.
package icon
