package models

import "slices"

// Platform is an operating system family, of a device or of the devices an app is made for.
type Platform string

// The platforms. AllPlatforms is a property of apps only, AndroidEnterprise of apps and of devices managed that way.
const (
	Windows           Platform = "windows"
	MacOS             Platform = "macos"
	IOS               Platform = "ios"
	Android           Platform = "android"
	AndroidEnterprise Platform = "androidEnterprise"
	AllPlatforms      Platform = "all"
)

// DevicePlatforms are the platforms a device can have.
var DevicePlatforms = []Platform{Windows, MacOS, IOS, Android, AndroidEnterprise}

// Name is the platform's name as its maker writes it; AllPlatforms is the only one that is translated.
func (p Platform) Name() string {
	switch p {
	case Windows:
		return "Windows"
	case MacOS:
		return "macOS"
	case IOS:
		return "iOS/iPadOS"
	case Android:
		return "Android"
	case AndroidEnterprise:
		return "Android Enterprise"
	default:
		return "All platforms"
	}
}

// Covers reports whether an app for p can be put on a device of platform d. An Android package also fits a device managed
// through Android Enterprise (source: reference on Android line-of-business apps); the reverse does not hold.
func (p Platform) Covers(d Platform) bool {
	return p == AllPlatforms || p == d || p == Android && d == AndroidEnterprise
}

// Architecture is a processor family in Appdepot's names.
type Architecture string

// The architectures.
const (
	X86   Architecture = "x86"
	X64   Architecture = "x64"
	ARM   Architecture = "arm"
	ARM64 Architecture = "arm64"
)

// Architectures lists them for choices.
var Architectures = []Architecture{X64, ARM64, X86, ARM}

// Known reports whether the platform is one a device can have.
func (p Platform) Known() bool { return slices.Contains(DevicePlatforms, p) }
