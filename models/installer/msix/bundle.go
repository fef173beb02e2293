package msix

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/xmldoc"
	"appdepot/models/reason"
)

const maxBundled = 1000 // packages in one bundle

// bundledPackage is a package as the bundle's manifest lists it.
type bundledPackage struct {
	appIdentity
	file         string
	offset, size int64 // of its bytes in the bundle; offset -1 for a package that lies beside it
	application  bool
}

// bundleManifest is what AppxBundleManifest.xml says.
type bundleManifest struct {
	identity appIdentity
	packages []bundledPackage
}

// InspectBundle reads a bundle of app packages (.appxbundle, .msixbundle) and the main package in it.
func InspectBundle(src *input.Source) (facts.Report, error) {
	a, err := Open(src)
	if err != nil {
		return facts.Report{}, err
	}
	m, err := a.bundleManifest()
	if err != nil {
		return facts.Report{}, err
	}
	if err := a.hasBlockMap(); err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	m.identity.describe(&r, bundleManifestPath)
	r.Add(models.FactArchitectures, strings.Join(m.architectures(), ", "), bundleManifestPath)
	r.Add(models.FactIsBundle, "true", bundleManifestPath)
	a.warnWide(&r)
	if err := a.describeMain(&r, m); err != nil {
		return facts.Report{}, err
	}
	return r, nil
}

func (a *Package) bundleManifest() (bundleManifest, error) {
	var m bundleManifest
	if err := a.document(bundleManifestPath, input.MaxManifest, m.visit); err != nil {
		return m, err
	}
	slices.SortStableFunc(m.packages, func(x, y bundledPackage) int { return x.rank() - y.rank() })
	return m, m.identity.check()
}

func (m *bundleManifest) visit(n xmldoc.Node) error {
	switch {
	case n.Ended:
	case n.Path == "Bundle/Identity":
		m.identity = readIdentity(n)
	case n.Path == "Bundle/Packages/Package":
		if len(m.packages) == maxBundled {
			return errors.New("too many packages")
		}
		p := bundledPackage{
			appIdentity: appIdentity{version: n.Attr("Version"), architecture: strings.ToLower(n.Attr("Architecture")), resource: n.Attr("ResourceId")},
			file:        n.Attr("FileName"), offset: number(n.Attr("Offset")), size: number(n.Attr("Size")), application: n.Attr("Type") == "application",
		}
		m.packages = append(m.packages, p)
	}
	return nil
}

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// rank puts the package first that says most about the app on most devices.
func (p bundledPackage) rank() int {
	at := slices.Index([]string{"x64", "neutral", "", "x86", "arm64"}, p.architecture)
	if at < 0 {
		at = 5
	}
	if !p.application {
		at += 10
	}
	return at
}

// architectures are those of the apps in the bundle, none when one of them runs everywhere.
func (m bundleManifest) architectures() []string {
	var stated []string
	for _, p := range m.packages {
		if p.application {
			stated = append(stated, p.architecture)
		}
	}
	slices.Sort(stated)
	return appArchitectures(stated...)
}

// describeMain takes what the bundle's manifest does not say from its main package, and lists all of them.
func (a *Package) describeMain(r *facts.Report, m bundleManifest) error {
	for i, p := range m.packages {
		r.Components = append(r.Components, models.Component{
			Kind: "package", ID: input.CleanText(m.identity.name, input.MaxText), Name: input.CleanText(p.resource, input.MaxText), Version: input.CleanText(p.version, input.MaxText),
			Architectures: strings.Join(appArchitectures(p.architecture), ", "), Path: input.CleanText(p.file, input.MaxText), Guess: i == 0 && p.application,
		})
	}
	if len(m.packages) == 0 || !m.packages[0].application {
		r.Warn(reason.BundleWithoutApp)
		return nil
	}
	inner, err := a.mainPackage(m.packages)
	switch {
	case err != nil:
		return err
	case inner == nil:
		r.Warn(reason.BundleWithoutPackages)
		return nil
	}
	path := r.Components[0].Path
	main, err := inner.appManifest()
	if err != nil {
		return a.badBundle(path, err)
	}
	r.Components[0].MinimumOS = input.CleanText(main.minimumOS(), input.MaxText)
	if err := a.comparePublishers(r, m); err != nil {
		return err
	}
	if r.Icon, err = main.describe(r, inner, path+"/"); err != nil {
		return a.badBundle(path, err)
	}
	return nil
}

// comparePublishers tells of the first package that is not the bundle's publisher's: Windows takes the packages of one publisher
// only. One that cannot be read tells nothing.
func (a *Package) comparePublishers(r *facts.Report, m bundleManifest) error {
	for _, p := range m.packages {
		inner, err := a.inner(p)
		var about appManifest
		if err == nil && inner != nil {
			about, err = inner.appManifest()
		}
		if err := a.Source.Fatal(err); err != nil {
			return err
		}
		if by := about.identity.publisher; err == nil && inner != nil && by != m.identity.publisher {
			r.Warn(reason.BundlePublisherMismatch.Of(input.CleanText(m.identity.publisher, input.MaxText), input.CleanText(by, input.MaxText)))
			return nil
		}
	}
	return nil
}

// badBundle refuses a bundle because of one package.
func (a *Package) badBundle(file string, err error) error {
	if err := a.Source.Fatal(err); err != nil {
		return err
	}
	return reason.BundlePartDamaged.Of(input.CleanText(file, input.MaxText)).Invalid().Because(err)
}

// mainPackage opens the first package, nil when it lies beside the bundle. All must stand where the manifest says: Windows reads
// them there, not by their names.
func (a *Package) mainPackage(all []bundledPackage) (*Package, error) {
	for _, p := range all {
		if err := a.placesMatch(p); err != nil {
			return nil, a.badBundle(p.file, err)
		}
	}
	main, err := a.inner(all[0])
	if err != nil {
		return nil, a.badBundle(all[0].file, err)
	}
	return main, nil
}

// inner opens a package, nil when it lies beside the bundle.
func (a *Package) inner(p bundledPackage) (*Package, error) {
	if p.offset < 0 {
		return nil, nil
	}
	return Open(a.Source.Inside(io.NewSectionReader(a.Source, p.offset, p.size), p.size))
}

// placesMatch compares where a package stands with what the manifest says.
func (a *Package) placesMatch(p bundledPackage) error {
	f, err := a.appPart(strings.ReplaceAll(p.file, `\`, "/"))
	if err != nil || f == nil && p.offset < 0 {
		return err
	}
	if f == nil || f.Method != archive.MethodStore || f.Size != p.size || f.Packed != p.size {
		return errors.New("package is not as large as the manifest says")
	}
	raw, err := a.Raw(f)
	if err != nil {
		return err
	}
	if _, begins, _ := raw.Outer(); begins != p.offset {
		return errors.New("package is not where the manifest says")
	}
	return nil
}
