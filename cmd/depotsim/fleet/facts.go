package fleet

import (
	"fmt"

	"appdepot/cmd/depotsim/client"
)

// hardware is what devices of a platform are made of.
var hardware = map[client.Platform]struct {
	prefix, osVersion, manufacturer, model string
	architecture                           client.Architecture
}{
	client.PlatformWindows:           {"WIN", "10.0.26100.2033", "Contoso", "Book 14", client.X64},
	client.PlatformMacos:             {"MAC", "15.1", "Apple", "MacBook Air", client.Arm64},
	client.PlatformIos:               {"IOS", "18.1", "Apple", "iPhone 16", client.Arm64},
	client.PlatformAndroid:           {"AND", "14", "Fairphone", "Fairphone 5", client.Arm64},
	client.PlatformAndroidEnterprise: {"AWE", "15", "Samsung", "Galaxy Tab Active5", client.Arm64},
}

// Facts makes up the facts of the pretend device with a number, always the same for the same number.
func Facts(platform client.Platform, number int) client.DeviceFacts {
	h := hardware[platform]
	serial := fmt.Sprintf("SIM%07d", number)
	return client.DeviceFacts{
		Name:         fmt.Sprintf("SIM-%s-%04d", h.prefix, number),
		Platform:     platform,
		OsVersion:    h.osVersion,
		Architecture: &h.architecture,
		Manufacturer: &h.manufacturer,
		Model:        &h.model,
		Serial:       &serial,
	}
}
