package installer

import (
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
)

const (
	maxComponents = 500
	maxPackages   = 200 // component packages in one file
	maxNested     = 20  // archives inside archives
	maxNesting    = 2   // product archives inside product archives

	// payloadBudget is how many bytes of payloads are unpacked in search of apps. A payload can only be read from its
	// beginning, so one that comes with its list of apps is looked into when it is small.
	payloadBudget = 8 << 20
	smallPayload  = 2 << 20
)

// pkg is an installer package of macOS: one component package, or a product archive with several.
type pkg struct {
	distribution distribution
	components   []componentPackage
	budget       int64
	nested       int
	incomplete   bool // a part could not be read to its end
}

// componentPackage is one package with its own receipt on the device.
type componentPackage struct {
	packageInfo
	path    string // of its PackageInfo
	apps    []bundleInfo
	payload bool
	scripts bool
}

func inspectPKG(src *source) (Report, error) {
	x, err := openXAR(src)
	if err != nil {
		return Report{}, err
	}
	p := pkg{budget: payloadBudget}
	if err := p.readDistribution(x); err != nil {
		return Report{}, err
	}
	if err := p.readPackages(x, "", maxNesting); err != nil {
		return Report{}, err
	}
	if len(p.components) == 0 && p.distribution.Product.ID == "" && len(p.distribution.Refs) == 0 {
		return Report{}, models.Invalid("This is an archive of Apple's kind (xar), but no installer package: it has no PackageInfo and no Distribution. Upload the .pkg file itself.")
	}
	var r Report
	p.describe(&r)
	describeXARSigner(&r, x)
	return r, nil
}

func (p *pkg) readDistribution(x *xar) error {
	b, err := x.read(distributionPath, maxDistribution)
	if err != nil || b == nil {
		return err
	}
	if err := decodeXML(b, &p.distribution); err != nil {
		return damaged(distributionPath, err)
	}
	return nil
}

// readPackages reads the component packages of an archive: at its top, in folders, or as archives of their own.
func (p *pkg) readPackages(x *xar, at string, nesting int) error {
	for i := range x.files {
		f := &x.files[i]
		dir, name := path.Split(f.path)
		switch {
		case name == packageInfoPath && strings.Count(f.path, "/") <= 1:
			if err := p.readPackage(x, at, dir); err != nil {
				return err
			}
		case path.Ext(name) == ".pkg" && nesting > 0 && f.Encoding.Style == "application/octet-stream":
			if err := p.readNested(x, f, at, nesting); err != nil {
				return err
			}
		}
	}
	return nil
}

// readNested reads an archive inside an archive. What is in one that cannot be read is not known.
func (p *pkg) readNested(x *xar, f *xarFile, at string, nesting int) error {
	if p.nested++; p.nested > maxNested {
		return errTooMany
	}
	src := newSource(x.src.alive, x.raw(f), f.Length)
	src.budget = x.src.budget
	inner, err := openXAR(src)
	if err == nil {
		err = p.readPackages(inner, at+f.path+"/", nesting-1)
	}
	x.src.budget = src.budget
	if err := x.src.fatal(err); err != nil {
		return err
	}
	p.incomplete = p.incomplete || err != nil
	return nil
}

var errTooMany = models.TooLarge("The package is not believable: it lists more files than any real package. Get the package from its maker.")

func (p *pkg) readPackage(x *xar, at, dir string) error {
	if len(p.components) == maxPackages {
		return errTooMany
	}
	c := componentPackage{path: at + dir + packageInfoPath}
	b, err := x.read(dir+packageInfoPath, maxDistribution)
	if err != nil {
		return err
	}
	if err := decodeXML(b, &c.packageInfo); err != nil {
		return damaged(clean(c.path, maxFact), err)
	}
	payload, err := x.file(dir + "Payload")
	if err != nil {
		return err
	}
	scripts, err := x.file(dir + "Scripts")
	if err != nil {
		return err
	}
	c.payload = payload != nil && !c.installsNothing()
	c.scripts = scripts != nil && len(c.Scripts.Before)+len(c.Scripts.After) > 0
	c.apps = c.bundles(p.distribution)
	if c.payload {
		if err := p.search(x, payload, &c); err != nil {
			return err
		}
	}
	p.components = append(p.components, c)
	return nil
}

// installsNothing reports whether a payload is there but holds the empty top folder only, as packages of scripts have it.
func (i packageInfo) installsNothing() bool {
	files, err := strconv.Atoi(i.Payload.Files)
	return err == nil && files <= 1 && strings.Trim(i.Payload.KBytes, "0") == ""
}

// search looks into a payload for apps: to find those that nobody named, and what is not said of the others.
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
		err = walkCPIO(limited, c.notice)
		if p.budget = limited.N; p.budget == 0 && len(c.apps) > 0 {
			return nil // what was found so far is what can be had cheaply
		}
	}
	if err := x.src.fatal(err); err != nil {
		return err
	}
	p.incomplete = p.incomplete || err != nil
	return nil
}

// notice takes what an app's Info.plist says.
func (c *componentPackage) notice(e cpioEntry, content io.Reader) (bool, error) {
	app := appOf(e)
	if app == "" {
		return true, nil
	}
	b, err := readCapped(content, maxPlist, "Info.plist")
	if err != nil {
		return false, errors.Join(errCPIO, err)
	}
	info, err := readPlist(b, maxPlist)
	if err != nil {
		return false, err
	}
	id := info.text("CFBundleIdentifier")
	at := slices.IndexFunc(c.apps, func(b bundleInfo) bool {
		return b.ID == id && (b.Path == "" || path.Clean("/"+b.Path) == app)
	})
	if at < 0 {
		if id == "" {
			return true, nil
		}
		at = len(c.apps)
		c.apps = append(c.apps, bundleInfo{ID: id})
	}
	b2 := &c.apps[at]
	b2.Path, b2.name, b2.minimum = app, first(info.text("CFBundleDisplayName"), info.text("CFBundleName")), info.text("LSMinimumSystemVersion")
	b2.Version, b2.Build = first(b2.Version, info.text("CFBundleShortVersionString")), first(b2.Build, info.text("CFBundleVersion"))
	return len(c.apps) < maxComponents, nil
}

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
