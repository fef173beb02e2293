package models

import (
	"slices"
	"strings"
	"time"
)

// Browser is what a browser says of where it runs: its User-Agent header, and Sec-CH-UA-Platform, which not every browser sends.
type Browser struct{ Agent, Platform string }

// place is what a device that a browser runs on can be. An empty kind is any.
type place struct {
	platforms []Platform
	kind      DeviceKind
}

func (p place) fits(d Device) bool {
	return slices.Contains(p.platforms, d.Platform) && (p.kind == "" || p.kind == KindOfDevice(d.Platform, d.Model))
}

// places are what the browser's device can be, the likeliest first; none when the browser runs on what is not managed.
func (b Browser) places() []place {
	says := func(word string) bool {
		return strings.Contains(b.Agent, word) || strings.Contains(b.Platform, word)
	}
	android := []Platform{Android, AndroidEnterprise}
	switch {
	case says("iPhone"):
		return []place{{[]Platform{IOS}, Phone}}
	case says("iPad"):
		return []place{{[]Platform{IOS}, Tablet}, {[]Platform{IOS}, ""}}
	case says("Android") && strings.Contains(b.Agent, "Mobile"):
		return []place{{android, Phone}, {android, ""}}
	case says("Android"):
		return []place{{android, Tablet}, {android, ""}}
	case says("Windows"):
		return []place{{[]Platform{Windows}, ""}}
	case says("Macintosh"), says("macOS"): // iPads say that they are Macs
		return []place{{[]Platform{MacOS}, ""}, {[]Platform{IOS}, Tablet}}
	}
	return nil
}

// InHand is the device that the browser most likely runs on: of those that it can be an enrolled one, seen last. It is -1 when it can
// be none of them.
func (b Browser) InHand(devices []Device) int {
	for _, p := range b.places() {
		best := -1
		for i, d := range devices {
			if p.fits(d) && (best < 0 || d.before(devices[best])) {
				best = i
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// before reports whether a device is rather in use than another: it is enrolled, or was seen later.
func (d Device) before(other Device) bool {
	if d.Enrolled != other.Enrolled {
		return d.Enrolled
	}
	return d.seen().After(other.seen())
}

func (d Device) seen() time.Time {
	if d.LastSeenAt == nil {
		return time.Time{}
	}
	return *d.LastSeenAt
}
