package models

import "testing"

func TestPeopleReadTheNameOfAnOperatingSystemNotItsBuild(t *testing.T) {
	for _, c := range []struct {
		os   OS
		want string
	}{
		{OS{Windows, "10.0.26100.2033", ""}, "Windows 11 24H2"},
		{OS{Windows, "10.0.26100", ""}, "Windows 11 24H2"},
		{OS{Windows, "10.0.26200.8328", ""}, "Windows 11 25H2"},
		{OS{Windows, "10.0.22000", ""}, "Windows 11 21H2"},
		{OS{Windows, "10.0.22621", ""}, "Windows 11 22H2"},
		{OS{Windows, "10.0.22631", ""}, "Windows 11 23H2"},
		{OS{Windows, "10.0.19041", ""}, "Windows 10 2004"},
		{OS{Windows, "10.0.19042", ""}, "Windows 10 20H2"},
		{OS{Windows, "10.0.19043", ""}, "Windows 10 21H1"},
		{OS{Windows, "10.0.19044", ""}, "Windows 10 21H2"},
		{OS{Windows, "10.0.19045.5011", ""}, "Windows 10 22H2"},
		{OS{Windows, "10.0.22635.4225", ""}, "Windows 11 (10.0.22635.4225)"},
		{OS{Windows, "10.0.27842", ""}, "Windows 11 (10.0.27842)"},
		{OS{Windows, "10.0.9999", ""}, "Windows 10 (10.0.9999)"},
		{OS{Windows, "10.0", ""}, "Windows 10"},
		{OS{Windows, "11", ""}, "Windows 11"},
		{OS{Windows, "6.3.9600", ""}, "Windows 8.1"},
		{OS{Windows, "", ""}, "Windows"},
		{OS{MacOS, "15.1", "MacBook Air"}, "macOS 15 Sequoia"},
		{OS{MacOS, "26.0.1", ""}, "macOS 26 Tahoe"},
		{OS{MacOS, "10.15.7", ""}, "macOS 10.15 Catalina"},
		{OS{MacOS, "99.1", ""}, "macOS 99"},
		{OS{IOS, "18.1", "iPhone 16"}, "iOS 18.1"},
		{OS{IOS, "18.1", "iPad13,4"}, "iPadOS 18.1"},
		{OS{IOS, "18.1", ""}, "iOS/iPadOS 18.1"},
		{OS{Android, "15", ""}, "Android 15"},
		{OS{AndroidEnterprise, "13.0", "TC52"}, "Android 13"},
		{OS{Android, "8.1", ""}, "Android 8.1"},
		{OS{"linux", "Ubuntu 24.04", ""}, "Ubuntu 24.04"},
	} {
		if got := c.os.Name(); got != c.want {
			t.Errorf("%+v is called %q, want %q", c.os, got, c.want)
		}
	}
	if got := (OS{Windows, "10.0.26100.2033", ""}).Exact(); got != "Windows 10.0.26100.2033" {
		t.Errorf("the exact version is %q", got)
	}
}
