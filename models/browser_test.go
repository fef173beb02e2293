package models

import (
	"testing"
	"time"
)

const (
	windowsChrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
	androidChrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
	androidTablet = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
	iPhoneSafari  = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
	macSafari     = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"
	linuxFirefox  = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
)

func TestTheDeviceInHandIsTheOneTheBrowserRunsOn(t *testing.T) {
	seen := func(hour int) *time.Time {
		at := time.Date(2026, 12, 1, hour, 0, 0, 0, time.UTC)
		return &at
	}
	all := []Device{
		{Name: "old laptop", Platform: Windows, Enrolled: true, LastSeenAt: seen(7)},
		{Name: "laptop", Platform: Windows, Enrolled: true, LastSeenAt: seen(9)},
		{Name: "own laptop", Platform: Windows},
		{Name: "phone", Platform: IOS, Model: "iPhone 16", Enrolled: true, LastSeenAt: seen(8)},
		{Name: "iPad", Platform: IOS, Model: "iPad13,4", Enrolled: true, LastSeenAt: seen(9)},
		{Name: "scanner", Platform: AndroidEnterprise, Enrolled: true, LastSeenAt: seen(6)},
		{Name: "tablet", Platform: Android, Model: "Galaxy Tab S9", Enrolled: true, LastSeenAt: seen(9)},
	}
	for _, c := range []struct {
		browser Browser
		want    string
	}{
		{Browser{Agent: windowsChrome, Platform: `"Windows"`}, "laptop"},
		{Browser{Platform: `"Windows"`}, "laptop"},
		{Browser{Agent: iPhoneSafari}, "phone"},
		{Browser{Agent: androidChrome, Platform: `"Android"`}, "scanner"},
		{Browser{Agent: androidTablet, Platform: `"Android"`}, "tablet"},
		{Browser{Agent: macSafari}, "iPad"},
		{Browser{Agent: linuxFirefox}, ""},
		{Browser{}, ""},
	} {
		got := ""
		if i := c.browser.InHand(all); i >= 0 {
			got = all[i].Name
		}
		if got != c.want {
			t.Errorf("%s opens on %q, want %q", c.browser, got, c.want)
		}
	}
	withMac := append([]Device{{Name: "Mac", Platform: MacOS}}, all...)
	if i := (Browser{Agent: macSafari}).InHand(withMac); i != 0 {
		t.Errorf("a Mac opens on device %d", i)
	}
	if i := (Browser{Agent: androidTablet}).InHand(all[:6]); i != 5 {
		t.Errorf("an Android browser of a person with one Android device opens on %d", i)
	}
}
