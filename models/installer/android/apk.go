package android

import (
	"crypto"
	"maps"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const (
	MaxResources = 64 << 20 // resources.arsc
	maxDirectory = 8 << 20  // central directory

	ManifestPath  = "AndroidManifest.xml" // tells an Android package from other archives
	ResourcesPath = "resources.arsc"      // what the manifest refers to
)

// Resource ids of the attributes that are read: android.R.attr.
const (
	attrLabel            = 0x01010001
	attrIcon             = 0x01010002
	attrDebuggable       = 0x0101000f
	attrMinSDK           = 0x0101020c
	attrVersionCode      = 0x0101021b
	attrVersionName      = 0x0101021c
	attrTargetSDK        = 0x01010270
	attrRoundIcon        = 0x0101052c
	attrTestOnly         = 0x01010272
	attrVersionCodeMajor = 0x01010576
	attrSplitRequired    = 0x01010591
)

// manifest is what AndroidManifest.xml says, references not yet resolved.
type manifest struct {
	found                    bool // it is the manifest of an app
	pkg                      string
	code, codeMajor, version value
	minSDK, targetSDK        value
	label, icon, roundIcon   value
	debuggable, testOnly     value
	split                    string // the name of the part that the package is
	splitRequired, playSplit value
	splitTypes               value
}

// apk is an Android package: a zip archive without the long form, every method other than stored is deflate.
type apk struct {
	*archive.Archive
	digests map[crypto.Hash][]byte // see contentDigest
}

// openAPK opens a zip archive as Android sees one.
func openAPK(src *input.Source) (*apk, error) {
	a, err := archive.Open(src)
	if err != nil {
		return nil, err
	}
	if a.Zip64 {
		return nil, reason.LongArchive.Invalid()
	}
	if a.Source.Size-int64(len(a.EndRecord))-a.DirectoryOffset > maxDirectory {
		return nil, reason.TooManyFiles.TooLarge()
	}
	return &apk{Archive: a}, nil
}

// Inspect reads an Android package.
func Inspect(src *input.Source) (facts.Report, error) {
	a, err := openAPK(src)
	if err != nil {
		return facts.Report{}, err
	}
	m, err := a.manifest()
	if err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	table, err := a.resources()
	if err != nil {
		return facts.Report{}, err
	}
	m.describe(&r, table)
	r.Add(models.FactArchitectures, a.architectures(), "lib/")
	if r.Icon, err = a.icon(table, m); err != nil {
		return facts.Report{}, err
	}
	return r, nil
}

// Verify checks the signatures. It needs the manifest again: which signatures count depends on the oldest Android the app runs on.
func Verify(src *input.Source) (facts.Signature, error) {
	a, err := openAPK(src)
	if err != nil {
		return facts.Signature{}, err
	}
	m, err := a.manifest()
	if err != nil {
		return facts.Signature{}, err
	}
	table, err := a.resources()
	if err != nil {
		return facts.Signature{}, err
	}
	signers, err := a.signers(table.resolve(m.minSDK))
	if err != nil {
		return facts.Signature{}, err
	}
	return facts.NewSignature(signers, reason.NotSignedForAndroid), nil
}

func (a *apk) manifest() (manifest, error) {
	var m manifest
	f, err := a.File(ManifestPath)
	if err != nil {
		return m, err
	}
	b, err := a.Read(f, input.MaxManifest)
	if err != nil {
		return m, err
	}
	if err := readXML(b, m.visit); err != nil {
		return m, input.Damaged(ManifestPath, err)
	}
	if !m.found {
		return m, reason.NotAndroidApp.Invalid()
	}
	return m, nil
}

func (m *manifest) visit(e element) {
	if e.depth > 3 {
		return
	}
	switch name := e.name(); {
	case e.depth == 1 && name == "manifest":
		m.found = true
		m.pkg = input.CleanText(e.attribute(0, "package").text, input.MaxText)
		m.code, m.codeMajor = e.attribute(attrVersionCode, ""), e.attribute(attrVersionCodeMajor, "")
		m.version = e.attribute(attrVersionName, "")
		m.split, m.splitRequired = input.CleanText(e.attribute(0, "split").text, input.MaxText), e.attribute(attrSplitRequired, "")
		m.splitTypes = e.named("requiredSplitTypes")
	case e.depth == 2 && name == "uses-sdk":
		m.minSDK, m.targetSDK = e.attribute(attrMinSDK, ""), e.attribute(attrTargetSDK, "")
	case e.depth == 2 && name == "application":
		m.label = e.attribute(attrLabel, "")
		m.icon, m.roundIcon = e.attribute(attrIcon, ""), e.attribute(attrRoundIcon, "")
		m.debuggable, m.testOnly = e.attribute(attrDebuggable, ""), e.attribute(attrTestOnly, "")
	case e.depth == 3 && name == "meta-data" && e.named("name").text == playSplits:
		m.playSplit = e.named("value")
	}
}

// resources reads resources.arsc; a package without it, or with a damaged one, simply resolves nothing.
func (a *apk) resources() (*resources, error) {
	f, err := a.File(ResourcesPath)
	if err != nil || f == nil {
		return nil, err
	}
	b, err := a.Read(f, MaxResources)
	if err != nil {
		return nil, err
	}
	t, err := readResources(b)
	if err != nil {
		return nil, nil
	}
	return t, nil
}

// describe turns the manifest into facts.
func (m manifest) describe(r *facts.Report, table *resources) {
	label := table.resolve(m.label)
	source := ManifestPath
	if m.label.isReference() {
		source = ResourcesPath
	}
	r.Add(models.FactName, label.text, source)
	if r.Fact(models.FactName) == "" {
		r.Warn(reason.NoName)
	}
	r.Add(models.FactPackageID, m.pkg, ManifestPath)
	if m.pkg == "" {
		r.Warn(reason.NoPackageName)
	}
	r.Add(models.FactVersion, textOf(table.resolve(m.version)), ManifestPath)
	if code := table.resolve(m.code); code.isInteger() {
		major := table.resolve(m.codeMajor)
		r.Add(models.FactVersionCode, strconv.FormatUint(uint64(major.data)<<32|uint64(code.data), 10), ManifestPath)
	}
	if level, ok := table.resolve(m.minSDK).level(); ok {
		r.Add(models.FactMinimumSDK, strconv.Itoa(level), ManifestPath)
		r.Add(models.FactMinimumOS, androidVersion(level), ManifestPath)
	}
	if level, ok := table.resolve(m.targetSDK).level(); ok {
		r.Add(models.FactTargetSDK, strconv.Itoa(level), ManifestPath)
	}
	if table.resolve(m.debuggable).isTrue() {
		r.Add(models.FactDebuggable, "true", ManifestPath)
		r.Warn(reason.Debuggable)
	}
	m.warn(r, table)
}

// textOf is a value as text: version names are strings, but some builds write numbers.
func textOf(v value) string {
	if v.isInteger() {
		return strconv.FormatUint(uint64(v.data), 10)
	}
	return v.text
}

// level is an API level; names of unreleased Android versions are none.
func (v value) level() (int, bool) {
	n, err := strconv.Atoi(textOf(v))
	return n, err == nil && n > 0 && n < 10000
}

// androidVersions are the versions an administrator can require (Graph: androidMinimumOperatingSystem) and the first API
// level of each, in order.
var androidVersions = []struct {
	level int
	name  string
}{
	{14, "4.0"}, {15, "4.0.3"}, {16, "4.1"}, {17, "4.2"}, {18, "4.3"}, {19, "4.4"}, {21, "5.0"}, {22, "5.1"}, {23, "6.0"},
	{24, "7.0"}, {25, "7.1"}, {26, "8.0"}, {27, "8.1"}, {28, "9.0"}, {29, "10.0"}, {30, "11.0"}, {31, "12.0"}, {33, "13.0"},
	{34, "14.0"}, {35, "15.0"}, {36, "16.0"},
}

// androidVersion is the newest listed version that the level includes; the oldest listed one for apps that want even less,
// nothing for levels beyond the list.
func androidVersion(level int) string {
	if level > androidVersions[len(androidVersions)-1].level {
		return ""
	}
	name := androidVersions[0].name
	for _, v := range androidVersions {
		if v.level <= level {
			name = v.name
		}
	}
	return name
}

// androidABIs are the folders of native code and Appdepot's names for what they run on.
var androidABIs = map[string]string{
	"armeabi": "arm", "armeabi-v7a": "arm", "arm64-v8a": "arm64", "x86": "x86", "x86_64": "x64",
}

// architectures come from the folders below lib/; a package without native code has none and runs everywhere.
func (a *apk) architectures() string {
	found := map[string]bool{}
	for _, f := range a.Files {
		if dir, ok := strings.CutPrefix(f.Name, "lib/"); ok {
			abi, file, _ := strings.Cut(dir, "/")
			if name, known := androidABIs[abi]; known && file != "" {
				found[name] = true
			}
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(found)), ", ")
}
