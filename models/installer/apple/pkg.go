package apple

import (
	"path"
	"strconv"
	"strings"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/xmldoc"
	"appdepot/models/reason"
)

const (
	maxComponents = 500
	maxPackages   = 200 // component packages in one file
	maxNested     = 20  // archives inside archives
	maxNesting    = 2   // product archives inside product archives

	maxElements  = 50_000   // of a Distribution or a PackageInfo: each takes ten times its length
	maxDocuments = 16 << 20 // bytes of them in one file
)

// pkg is an installer package of macOS: one component package, or a product archive with several.
type pkg struct {
	distribution distribution
	components   []componentPackage
	budget       int64
	documents    int64 // bytes of Distribution and PackageInfo that may still be read
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

// InspectPKG reads an installer package for Macs.
func InspectPKG(src *input.Source) (facts.Report, error) {
	x, err := openXAR(src)
	if err != nil {
		return facts.Report{}, err
	}
	p := pkg{budget: payloadBudget, documents: maxDocuments}
	if err := p.readDistribution(x); err != nil {
		return facts.Report{}, err
	}
	if err := p.readPackages(x, "", maxNesting); err != nil {
		return facts.Report{}, err
	}
	if len(p.components) == 0 && p.distribution.Product.ID == "" && len(p.distribution.Refs) == 0 {
		return facts.Report{}, reason.PlainXar.Invalid()
	}
	var r facts.Report
	p.describe(&r)
	describeXARSigner(&r, x)
	return r, nil
}

func (p *pkg) readDistribution(x *xar) error {
	b, err := x.read(distributionPath, maxDistribution)
	if err != nil || b == nil {
		return err
	}
	return p.decode(b, distributionPath, &p.distribution)
}

// decode reads a Distribution or a PackageInfo. Many small ones may be as much as a large one.
func (p *pkg) decode(b []byte, path string, into any) error {
	if p.documents -= int64(len(b)); p.documents < 0 {
		return errTooManyFiles
	}
	if err := xmldoc.Decode(b, maxElements, into); err != nil {
		return input.Damaged(input.CleanText(path, input.MaxText), err)
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
		return errTooManyFiles
	}
	inner, err := openXAR(x.src.Inside(x.raw(f), f.Length))
	if err == nil {
		err = p.readPackages(inner, at+f.path+"/", nesting-1)
	}
	if err := x.src.Fatal(err); err != nil {
		return err
	}
	p.incomplete = p.incomplete || err != nil
	return nil
}

var errTooManyFiles = reason.TooManyFiles.TooLarge()

func (p *pkg) readPackage(x *xar, at, dir string) error {
	if len(p.components) == maxPackages {
		return errTooManyFiles
	}
	c := componentPackage{path: at + dir + packageInfoPath}
	b, err := x.read(dir+packageInfoPath, maxDistribution)
	if err != nil {
		return err
	}
	if err := p.decode(b, c.path, &c.packageInfo); err != nil {
		return err
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
	c.Bundles, c.Versions = nil, nil // whatever is not kept need not stay in memory
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
