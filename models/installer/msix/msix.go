package msix

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/xmldoc"
	"appdepot/models/reason"
)

// The parts of a Windows app package. Their names are compared without case.
const (
	appManifestPath    = "AppxManifest.xml"
	bundleManifestPath = "AppxMetadata/AppxBundleManifest.xml"
	BlockMapPath       = "AppxBlockMap.xml"
	contentTypesPath   = "[Content_Types].xml"
	appSignaturePath   = "AppxSignature.p7x"
	integrityPath      = "AppxMetadata/CodeIntegrity.cat"
	maxDependencies    = 100
)

// appIdentity is Identity of a manifest: what Windows knows a package by.
type appIdentity struct {
	name, publisher, version, architecture, resource string
}

func readIdentity(n xmldoc.Node) appIdentity {
	return appIdentity{
		name: n.Attr("Name"), publisher: n.Attr("Publisher"), version: n.Attr("Version"),
		architecture: strings.ToLower(n.Attr("ProcessorArchitecture")), resource: n.Attr("ResourceId"),
	}
}

// appManifest is what AppxManifest.xml says.
type appManifest struct {
	identity             appIdentity
	displayName          string
	publisher            string
	logo                 string // path of its picture
	families             [][2]string
	oldMinimum           string // of packages for Windows 8
	resourceOnly         bool
	framework            bool     // it serves other apps
	modifies             bool     // it changes or extends another app
	needs                []string // names of packages without which Windows does not install it
	languages            []string // of its texts, the default one first
	appName, tile, small string   // of the first app in the package
	background           string   // the color of the plate that its picture stands on
}

// Package is a Windows app package or a bundle of them: a zip archive.
type Package struct {
	*archive.Archive
	wide []string // names of the documents in it that are in UTF-16
}

// Open reads the directory of an app package or a bundle.
func Open(src *input.Source) (*Package, error) {
	a, err := archive.Open(src)
	if err != nil {
		return nil, err
	}
	return &Package{Archive: a}, nil
}

// Inspect reads an app package (.appx, .msix).
func Inspect(src *input.Source) (facts.Report, error) {
	a, err := Open(src)
	if err != nil {
		return facts.Report{}, err
	}
	m, err := a.appManifest()
	if err != nil {
		return facts.Report{}, err
	}
	if err := a.hasBlockMap(); err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	m.identity.describe(&r, appManifestPath)
	r.Add(models.FactArchitectures, strings.Join(appArchitectures(m.identity.architecture), ", "), appManifestPath)
	r.Add(models.FactIsBundle, "false", appManifestPath)
	if r.Icon, err = m.describe(&r, a, ""); err != nil {
		return facts.Report{}, err
	}
	return r, nil
}

// hasBlockMap refuses what no Windows installs: a package without the digests of its content.
func (a *Package) hasBlockMap() error {
	f, err := a.appPart(BlockMapPath)
	if err == nil && f == nil {
		err = reason.NoBlockMap.Invalid()
	}
	return err
}

// appPart finds a part of a Windows app package: without case, and with the characters of its name escaped as in addresses.
func (a *Package) appPart(name string) (*archive.Entry, error) {
	var found *archive.Entry
	for i := range a.Files {
		if !sameName(a.Files[i].Name, name) {
			continue
		}
		if found != nil {
			return nil, reason.DuplicateFile.Of(input.CleanText(name, input.MaxText)).Invalid()
		}
		found = &a.Files[i]
	}
	return found, nil
}

func sameName(stored, name string) bool { return strings.EqualFold(unescaped(stored), name) }

// unescaped is the name of a part as manifests write it, with slashes.
func unescaped(stored string) string {
	if strings.Contains(stored, "%") {
		if plain, err := url.PathUnescape(stored); err == nil {
			return plain
		}
	}
	return stored
}

// document walks a part that is XML. One that is not there is damaged as well.
func (a *Package) document(name string, limit int64, visit func(xmldoc.Node) error) error {
	f, err := a.appPart(name)
	if err != nil {
		return err
	}
	if f == nil {
		return input.Damaged(name, errors.New("part is missing"))
	}
	b, err := a.Read(f, limit)
	if err != nil {
		return err
	}
	wide, err := xmldoc.StreamUTF16(b, visit)
	if wide {
		a.wide = append(a.wide, name)
	} else {
		err = xmldoc.Stream(bytes.NewReader(b), visit)
	}
	if err != nil {
		return input.Damaged(name, err)
	}
	return nil
}

func (a *Package) appManifest() (appManifest, error) {
	var m appManifest
	err := a.document(appManifestPath, input.MaxManifest, m.visit)
	if err == nil {
		err = m.identity.check()
	}
	return m, err
}

// check refuses a package that Windows could not know by anything: the schema of manifests asks for all three, and what signed
// the package is held against the publisher, so an answer typed by an administrator cannot replace them.
func (i appIdentity) check() error {
	if i.name == "" || i.publisher == "" || i.version == "" {
		return reason.NoIdentity.Invalid()
	}
	return nil
}

func (m *appManifest) visit(n xmldoc.Node) error {
	if n.Ended {
		m.text(n)
		return nil
	}
	switch n.Path {
	case "Package/Identity":
		m.identity = readIdentity(n)
	case "Package/Dependencies/TargetDeviceFamily":
		if len(m.families) < maxDependencies {
			m.families = append(m.families, [2]string{n.Attr("Name"), n.Attr("MinVersion")})
		}
	case "Package/Dependencies/MainPackageDependency":
		m.modifies = true
		m.need(n.Attr("Name"))
	case "Package/Dependencies/PackageDependency", "Package/Dependencies/HostRuntimeDependency":
		if n.Attr("Optional") != "true" {
			m.need(n.Attr("Name"))
		}
	case "Package/Resources/Resource":
		if language := n.Attr("Language"); language != "" && len(m.languages) < maxDependencies {
			m.languages = append(m.languages, language)
		}
	case "Package/Applications/Application/VisualElements":
		if m.appName == "" {
			m.appName, m.background = n.Attr("DisplayName"), n.Attr("BackgroundColor")
			m.tile = cmp.Or(n.Attr("Square150x150Logo"), n.Attr("Logo"))
			m.small = cmp.Or(n.Attr("Square44x44Logo"), n.Attr("Square30x30Logo"), n.Attr("SmallLogo"))
		}
	}
	return nil
}

func (m *appManifest) need(name string) {
	name = input.CleanText(name, input.MaxText)
	if name != "" && len(m.needs) < maxDependencies && !slices.Contains(m.needs, name) {
		m.needs = append(m.needs, name)
	}
}

func (m *appManifest) text(n xmldoc.Node) {
	switch n.Path {
	case "Package/Properties/Framework":
		m.framework = isTrue(n.Text)
	case "Package/Properties/ModificationPackage":
		m.modifies = m.modifies || isTrue(n.Text)
	case "Package/Properties/DisplayName":
		m.displayName = n.Text
	case "Package/Properties/PublisherDisplayName":
		m.publisher = n.Text
	case "Package/Properties/Logo":
		m.logo = n.Text
	case "Package/Properties/ResourcePackage":
		m.resourceOnly = isTrue(n.Text)
	case "Package/Prerequisites/OSMinVersion":
		m.oldMinimum = n.Text
	}
}

func isTrue(text string) bool { return text == "true" || text == "1" }

// describe turns the identity into facts.
func (i appIdentity) describe(r *facts.Report, source string) {
	r.Add(models.FactIdentityName, i.name, source)
	r.Add(models.FactIdentity, i.publisher, source)
	r.Add(models.FactPublisherHash, publisherHash(i.publisher), source)
	r.Add(models.FactVersion, i.version, source)
	r.Add(models.FactResourceID, i.resource, source)
}

// publisherHash is the end of a package's family name: the first 8 bytes of the SHA-256 of the publisher in UTF-16, in the
// digits and letters that cannot be mistaken for each other.
func publisherHash(publisher string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(publisher)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	sum := sha256.Sum256(b)
	return base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding).EncodeToString(sum[:8])
}

// describe adds what one app package says beyond its identity, and gives its icon. Inside is the package's path in a bundle.
func (m appManifest) describe(r *facts.Report, a *Package, inside string) (*facts.Icon, error) {
	r.Add(models.FactMinimumOS, m.minimumOS(), inside+appManifestPath)
	if err := m.nameApp(r, a, inside); err != nil {
		return nil, err
	}
	if r.Fact(models.FactName) == "" {
		r.Warn(reason.NoName)
	}
	m.warn(r, a)
	return m.icon(a)
}

// nameApp takes the names for people, from the package's resource index where they stand there.
func (m appManifest) nameApp(r *facts.Report, a *Package, inside string) error {
	var index *resourceIndex
	if isResource(m.displayName) || isResource(m.publisher) {
		var err error
		if index, err = a.resourceIndex(); err != nil {
			return err
		}
	}
	for _, v := range []struct {
		fact models.Fact
		text string
	}{{models.FactName, m.displayName}, {models.FactName, m.appName}, {models.FactPublisher, m.publisher}} {
		switch {
		case r.Fact(v.fact) != "":
		case !isResource(v.text):
			r.Add(v.fact, v.text, inside+appManifestPath)
		case index != nil:
			r.Add(v.fact, index.text(v.text, m.languages), inside+priPath)
		}
	}
	return nil
}

// isResource tells a text that is looked up in resources.pri by the language of the device: "ms-resource:AppName".
func isResource(text string) bool {
	scheme, _, found := strings.Cut(text, ":")
	return found && strings.HasPrefix(strings.ToLower(scheme), "ms-")
}

// minimumOS is the oldest Windows for computers that takes the package: what it says for desktops comes before what it says for all
// Windows devices. A version of zeros demands nothing.
func (m appManifest) minimumOS() string {
	for _, family := range []string{"Windows.Desktop", "Windows.Universal"} {
		for _, f := range m.families {
			if strings.EqualFold(f[0], family) && strings.Trim(f[1], "0.") != "" {
				return f[1]
			}
		}
	}
	return m.oldMinimum
}

// appArchitectures are Appdepot's names; a neutral package, or one that says nothing, runs everywhere and gives none.
func appArchitectures(stated ...string) []string {
	var found []string
	for _, name := range stated {
		switch name = strings.ToLower(name); name {
		case "x86", "x64", "arm", "arm64":
		case "x86a64":
			name = "arm64" // a program for both kinds of instructions of such devices
		default:
			return nil
		}
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}
