package ui

import "strings"

// DeviceIcon is the picture of a device: its platform's, except that an iPhone is no tablet.
func DeviceIcon(platform, model string) string {
	if strings.HasPrefix(model, "iPhone") {
		return "phone"
	}
	return platform
}
