package models

import (
	"regexp"
	"slices"
	"strings"
)

// DeviceKind is what a device is to hold or to sit at.
type DeviceKind string

// The kinds of device.
const (
	Phone   DeviceKind = "phone"
	Tablet  DeviceKind = "tablet"
	Laptop  DeviceKind = "laptop"
	Desktop DeviceKind = "desktop"
)

// usualKinds are what devices of a platform are when their model says nothing.
var usualKinds = map[Platform]DeviceKind{IOS: Phone, Android: Phone, AndroidEnterprise: Phone, MacOS: Laptop, Windows: Desktop}

// modelWords tell the kind of a device by its model, which names a product or is the code of one. The first that fits decides.
var modelWords = []struct {
	platforms []Platform
	kind      DeviceKind
	words     *regexp.Regexp
}{
	{[]Platform{IOS}, Tablet, regexp.MustCompile(`^ipad`)},
	// "Galaxy Tab S9" and its codes SM-T870 and SM-X710, "Lenovo TB-X606F", "Pixel Tablet", "MatePad", "Xiaomi Pad 6", "Zebra ET51"
	{[]Platform{Android, AndroidEnterprise}, Tablet, regexp.MustCompile(`\btab(let)?\b|pad\b|\bsm-[txp]\d|\btb-?[a-z]?\d|\bnexus (7|9|10)\b|\bpixel c\b|\bet\d\d|\bkf[a-z]{3,}`)},
	// "iMac21,1", "Macmini9,1", "Mac Studio", "Mac14,3": the codes since 2022 name no product, so those of desktops are listed
	{[]Platform{MacOS}, Desktop, regexp.MustCompile(`^(imac|mac ?mini|mac ?pro|mac studio|xserve|virtualmac|mac(13,[12]|14,(3|8|12|13|14)|15,(4|5|14)|16,(1[01]|[2389]))$)`)},
	{[]Platform{Windows}, Tablet, regexp.MustCompile(`\btablet\b|\bsurface (pro|go)\b`)},
	{[]Platform{Windows}, Desktop, regexp.MustCompile(`desk|tower|optiplex|thinkcentre|thinkstation|workstation|\bnuc|all-in-one|\baio\b|virtual|vmware`)},
	{[]Platform{Windows}, Laptop, regexp.MustCompile(`book|laptop|thinkpad|ideapad|latitude|xps 1[3-7]|travelmate|toughpad|precision [57]\d{3}|tecra|portege|\bswift\b|\byoga\b|\bgram\b`)},
}

// KindOfDevice tells what a device is by its platform and by the model that it reports, which may be empty.
func KindOfDevice(p Platform, model string) DeviceKind {
	model = strings.ToLower(strings.TrimSpace(model))
	for _, m := range modelWords {
		if slices.Contains(m.platforms, p) && m.words.MatchString(model) {
			return m.kind
		}
	}
	return usualKinds[p]
}
