package apple

import (
	"cmp"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
)

const (
	// payloadBudget is how many bytes of payloads are unpacked in search of apps. A payload can only be read from its
	// beginning, so one that comes with its list of apps is looked into when it is small.
	payloadBudget = 8 << 20
	smallPayload  = 2 << 20
)

// search looks into a payload for apps: to find those that the package does not list, and to complete those that it does.
func (p *pkg) search(x *xar, f *xarFile, c *componentPackage) error {
	if p.budget <= 0 || len(c.apps) > 0 && f.Length > smallPayload {
		return nil
	}
	in, err := x.open(f)
	if err == nil {
		in, err = unpackPayload(x.src, in)
	}
	if err == nil {
		limited := &io.LimitedReader{R: in, N: p.budget}
		err = walkCPIO(limited, c.readPayloadEntry)
		if p.budget = limited.N; p.budget == 0 && len(c.apps) > 0 {
			return nil // what was found so far is what can be had cheaply
		}
	}
	if err := x.src.Fatal(err); err != nil {
		return err
	}
	p.incomplete = p.incomplete || err != nil
	return nil
}

// readPayloadEntry takes what an app's Info.plist says, and the app's icon, which stands behind it.
func (c *componentPackage) readPayloadEntry(e cpioEntry, content io.Reader) (bool, error) {
	name := path.Clean("/" + e.name)
	for i := range c.apps {
		if a := &c.apps[i]; a.icon == name && a.picture == nil && e.size <= maxIcns {
			b, err := input.ReadCapped(content, maxIcns, "icon")
			if a.picture = picture.FromICNS(b); err != nil {
				return false, err
			}
			return true, nil
		}
	}
	app := appOf(e)
	if app == "" {
		return true, nil
	}
	b, err := input.ReadCapped(content, MaxPlist, sourceInfo)
	if err != nil {
		return false, errors.Join(errCPIO, err)
	}
	info, err := readPlist(b, MaxPlist)
	if err != nil {
		return false, err
	}
	c.addApp(app, info)
	return len(c.apps) < maxComponents, nil
}

// addApp adds an app with its property list, or what is not yet known of it.
func (c *componentPackage) addApp(app string, info properties) {
	id := info.text("CFBundleIdentifier")
	at := slices.IndexFunc(c.apps, func(b bundleInfo) bool {
		return b.ID == id && (b.Path == "" || path.Clean("/"+b.Path) == app)
	})
	if at < 0 {
		if id == "" {
			return
		}
		at = len(c.apps)
		c.apps = append(c.apps, bundleInfo{ID: id})
	}
	a := &c.apps[at]
	a.Path, a.name, a.minimum = app, cmp.Or(info.text("CFBundleDisplayName"), info.text("CFBundleName")), info.text("LSMinimumSystemVersion")
	a.Version, a.Build = cmp.Or(a.Version, info.text("CFBundleShortVersionString")), cmp.Or(a.Build, info.text("CFBundleVersion"))
	if icon := strings.TrimSuffix(info.text("CFBundleIconFile"), ".icns"); icon != "" {
		a.icon = path.Join(app, "Contents/Resources", path.Clean("/"+icon)+".icns")
	}
}

// pictureOf gives the icon of an app of this package, nil when it was not read.
func (c componentPackage) pictureOf(id string) *facts.Icon {
	for _, a := range c.apps {
		if a.ID == id && a.picture != nil {
			return facts.NewIcon(a.picture, a.icon)
		}
	}
	return nil
}
