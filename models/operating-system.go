package models

import (
	"strconv"
	"strings"
)

// OS is the operating system of a device as it reports it. Model tells an iPad from an iPhone; it may be empty, as may Version.
type OS struct {
	Platform Platform
	Version  string // "10.0.26100.2033", "15.1", "Ubuntu 24.04"
	Model    string
}

// WindowsRelease is a release of Windows. Version is what its devices report, without the revision of the build.
type WindowsRelease struct {
	Name, Version string
	Minimum       string // what Microsoft Graph calls it as an app's minimum; empty for those that cannot be one
}

// WindowsReleases are the releases of Windows, oldest first. Sources: Microsoft's release information of Windows 10 and Windows 11 for
// the builds; reference, 2.3, for the minimums.
var WindowsReleases = []WindowsRelease{
	{"Windows 8", "6.2", "v8_0"},
	{"Windows 8.1", "6.3", "v8_1"},
	{"Windows 10", "10.0", "v10_0"},
	{"Windows 10 1507", "10.0.10240", ""},
	{"Windows 10 1511", "10.0.10586", ""},
	{"Windows 10 1607", "10.0.14393", "1607"},
	{"Windows 10 1703", "10.0.15063", "1703"},
	{"Windows 10 1709", "10.0.16299", "1709"},
	{"Windows 10 1803", "10.0.17134", "1803"},
	{"Windows 10 1809", "10.0.17763", "1809"},
	{"Windows 10 1903", "10.0.18362", "1903"},
	{"Windows 10 1909", "10.0.18363", "1909"},
	{"Windows 10 2004", "10.0.19041", "2004"},
	{"Windows 10 20H2", "10.0.19042", "20H2"},
	{"Windows 10 21H1", "10.0.19043", "21H1"},
	{"Windows 10 21H2", "10.0.19044", "Windows10_21H2"},
	{"Windows 10 22H2", "10.0.19045", "Windows10_22H2"},
	{"Windows Server 2022", "10.0.20348", ""},
	{"Windows 11 21H2", "10.0.22000", "Windows11_21H2"},
	{"Windows 11 22H2", "10.0.22621", "Windows11_22H2"},
	{"Windows 11 23H2", "10.0.22631", "Windows11_23H2"},
	{"Windows 11 24H2", "10.0.26100", "Windows11_24H2"},
	{"Windows 11 25H2", "10.0.26200", "Windows11_25H2"},
	{"Windows 11 26H2", "10.0.26300", ""},
	{"Windows 11 26H1", "10.0.28000", ""},
}

// firstWindows11 is the first build of Windows 11, which calls itself 10.0 as Windows 10 does.
const firstWindows11 = 22000

// macNames are the names of macOS, by the version up to which Apple counts releases. Source: Apple's list of the latest versions.
var macNames = map[string]string{
	"10.13": "High Sierra", "10.14": "Mojave", "10.15": "Catalina", "11": "Big Sur", "12": "Monterey", "13": "Ventura", "14": "Sonoma",
	"15": "Sequoia", "26": "Tahoe",
}

// Name is the operating system as people know it: "Windows 11 24H2", "macOS 15 Sequoia", "iPadOS 18.1", "Android 15". A release that is not
// known keeps its number; without a version it is the platform's name.
func (o OS) Name() string {
	version := strings.TrimSpace(o.Version)
	switch {
	case version == "":
		return o.Platform.Name()
	case version[0] < '0' || version[0] > '9': // it says its own name
		return version
	}
	switch o.Platform {
	case Windows:
		return windowsName(version)
	case MacOS:
		return macName(version)
	case IOS:
		return o.appleMobile() + " " + version
	case Android, AndroidEnterprise:
		return Android.Name() + " " + strings.TrimSuffix(version, ".0")
	}
	return o.Platform.Name() + " " + version
}

// Exact is the platform with the version as the device reports it.
func (o OS) Exact() string { return strings.TrimSpace(o.Platform.Name() + " " + o.Version) }

// windowsName is the release with exactly this build. Any other build is a preview, of which only the product is sure.
func windowsName(version string) string {
	parts := strings.Split(version, ".")
	release := strings.Join(parts[:min(len(parts), 3)], ".")
	for _, r := range WindowsReleases {
		if release == r.Version || parts[0] == "6" && strings.HasPrefix(version, r.Version+".") {
			return r.Name
		}
	}
	if len(parts) < 3 || parts[0] != "10" {
		return "Windows " + version
	}
	if build, err := strconv.Atoi(parts[2]); err != nil || build < firstWindows11 {
		return "Windows 10 (" + version + ")"
	}
	return "Windows 11 (" + version + ")"
}

func macName(version string) string {
	major, rest, _ := strings.Cut(version, ".")
	if major == "10" {
		minor, _, _ := strings.Cut(rest, ".")
		major += "." + minor
	}
	return strings.TrimSpace("macOS " + major + " " + macNames[major])
}

// appleMobile is what Apple calls the system of an iPhone or iPad; both when the device does not say which it is.
func (o OS) appleMobile() string {
	switch {
	case o.Model == "":
		return IOS.Name()
	case KindOfDevice(IOS, o.Model) == Tablet:
		return "iPadOS"
	}
	return "iOS"
}
