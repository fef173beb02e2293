package apple

import (
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/input"
)

const (
	distributionPath = "Distribution"
	packageInfoPath  = "PackageInfo"
	maxDistribution  = 4 << 20
)

// distribution is what a product archive says about all of its packages.
type distribution struct {
	Title   string `xml:"title"`
	Product struct {
		ID      string `xml:"id,attr"`
		Version string `xml:"version,attr"`
	} `xml:"product"`
	Options []struct {
		Architectures string `xml:"hostArchitectures,attr"`
	} `xml:"options"`
	Minimum  []minimumOS  `xml:"volume-check>allowed-os-versions>os-version"`
	Minimum2 []minimumOS  `xml:"allowed-os-versions>os-version"`
	Refs     []packageRef `xml:"pkg-ref"`
}

type minimumOS struct {
	Version string `xml:"min,attr"`
}

type packageRef struct {
	ID      string       `xml:"id,attr"`
	Bundles []bundleInfo `xml:"bundle-version>bundle"`
}

// bundleInfo is an app or another bundle that a package installs.
type bundleInfo struct {
	ID      string `xml:"id,attr"`
	ID2     string `xml:"CFBundleIdentifier,attr"`
	Version string `xml:"CFBundleShortVersionString,attr"`
	Build   string `xml:"CFBundleVersion,attr"`
	Path    string `xml:"path,attr"`
	name    string // from the payload, as the rest below
	minimum string
	icon    string // where it lies in the payload
	picture []byte // a PNG
}

// packageInfo is what one component package says about itself.
type packageInfo struct {
	Identifier string `xml:"identifier,attr"`
	Version    string `xml:"version,attr"`
	Location   string `xml:"install-location,attr"`
	Payload    struct {
		Files  string `xml:"numberOfFiles,attr"`
		KBytes string `xml:"installKBytes,attr"`
	} `xml:"payload"`
	Bundles  []bundleInfo `xml:"bundle"`
	Versions []bundleInfo `xml:"bundle-version>bundle"`
	Scripts  struct {
		Before []string `xml:"preinstall"`
		After  []string `xml:"postinstall"`
	} `xml:"scripts"`
}

// titled gives the name for people; keys into a table of translations are none.
func (d distribution) titled() string {
	title := strings.TrimSpace(d.Title)
	if strings.Contains(title, "_") && title == strings.ToUpper(title) {
		return ""
	}
	return title
}

// minimum is the lowest version of macOS that the installer lets through.
func (d distribution) minimum() string {
	for _, m := range slices.Concat(d.Minimum, d.Minimum2) {
		if m.Version != "" {
			return m.Version
		}
	}
	return ""
}

// appleArchitectures maps Apple's names to Appdepot's.
var appleArchitectures = map[string]string{"i386": "x86", "x86_64": "x64", "x86_64h": "x64", "arm64": "arm64", "arm64e": "arm64", "armv7": "arm", "armv7s": "arm"}

// architectures are the processors that the installer runs on.
func (d distribution) architectures() string {
	var all []string
	for _, o := range d.Options {
		all = append(all, strings.Split(o.Architectures, ",")...)
	}
	return architecturesOf(all)
}

// architecturesOf puts Apple's names of processors as facts have them.
func architecturesOf(apple []string) string {
	var all []string
	for _, name := range apple {
		if a := appleArchitectures[strings.TrimSpace(name)]; a != "" {
			all = append(all, a)
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ", ")
}

// bundles are the bundles that a component package names for itself, or that the distribution names for it. Those inside
// another bundle are left out: devices see them only as a part of it.
func (p packageInfo) bundles(d distribution) []bundleInfo {
	all := slices.Concat(p.Bundles, p.Versions)
	for _, ref := range d.Refs {
		if ref.ID == p.Identifier {
			all = append(all, ref.Bundles...)
		}
	}
	var own []bundleInfo
	known := map[string]bool{}
	for _, b := range all {
		if b.ID == "" {
			b.ID = b.ID2
		}
		place := b.ID + "\x00" + path.Clean("/"+b.Path)
		if b.ID == "" || known[place] || b.Path == "" && known[b.ID] || nested(b.Path) {
			continue
		}
		if own = append(own, b); len(own) == maxComponents {
			break
		}
		known[b.ID], known[place] = true, true
	}
	return own
}

// nested reports whether a bundle lies inside another one.
func nested(bundle string) bool {
	for _, part := range strings.Split(path.Dir(bundle), "/") {
		if ending := path.Ext(part); ending != "" && bundleEndings[strings.ToLower(ending)] {
			return true
		}
	}
	return false
}

var bundleEndings = map[string]bool{".app": true, ".framework": true, ".bundle": true, ".plugin": true, ".kext": true, ".prefpane": true}

// installed is where a bundle stands on the device.
func (p packageInfo) installed(b bundleInfo) string {
	return path.Join("/", p.Location, path.Clean("/"+b.Path))
}

// component describes a bundle.
func (p packageInfo) component(b bundleInfo) models.Component {
	name := b.name
	if base := path.Base(b.Path); name == "" && path.Ext(base) == ".app" {
		name = strings.TrimSuffix(base, ".app")
	}
	return models.Component{
		Kind: "app", ID: input.CleanText(b.ID, input.MaxText), Name: input.CleanText(name, input.MaxText), Version: input.CleanText(b.Version, input.MaxText), Build: input.CleanText(b.Build, input.MaxText),
		MinimumOS: input.CleanText(b.minimum, input.MaxText), Path: input.CleanText(p.installed(b), input.MaxText),
	}
}
