package installer

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"appdepot/models"
)

const (
	sourceInfo    = "Info.plist"
	maxIconNames  = 8
	deviceFamily1 = "iPhone"
	deviceFamily2 = "iPad"
)

// ipa is an iOS package: an archive with one app in its folder Payload.
type ipa struct {
	*archive
	app  string // path of the app's folder, with a slash at its end
	info properties
}

func openIPA(src *source) (ipa, error) {
	a, err := openZip(src)
	if err != nil {
		return ipa{}, err
	}
	p := ipa{archive: a}
	for _, f := range a.files {
		if !isInApp(f.Name) {
			continue
		}
		app := f.Name[:strings.Index(f.Name, ".app/")+len(".app/")]
		if p.app != "" && p.app != app {
			return ipa{}, models.Invalid("The package holds more than one app, so devices may install another one than is shown here. Build one package for each app.")
		}
		p.app = app
	}
	b, err := p.part("Info.plist", maxPlist)
	if err != nil {
		return ipa{}, err
	}
	if b == nil {
		return ipa{}, models.Invalid("The app in this package has no Info.plist, so devices cannot install it. Upload the .ipa file as its maker built it.")
	}
	if p.info, err = readPlist(b, maxPlist); err != nil {
		return ipa{}, damaged(sourceInfo, err)
	}
	if id := p.info.value("CFBundleIdentifier"); id != nil && id != "" && p.info.text("CFBundleIdentifier") == "" {
		return ipa{}, damaged(sourceInfo, errors.New("the bundle ID is no text"))
	}
	return p, nil
}

// part reads a file of the app, nil when there is none.
func (p ipa) part(name string, limit int64) ([]byte, error) {
	f, err := p.file(p.app + name)
	if err != nil || f == nil {
		return nil, err
	}
	return p.read(f, limit)
}

func inspectIPA(src *source) (Report, error) {
	p, err := openIPA(src)
	if err != nil {
		return Report{}, err
	}
	var r Report
	p.describe(&r)
	if err := p.describeProfile(&r); err != nil {
		return Report{}, err
	}
	architectures, err := p.architectures()
	if err != nil {
		return Report{}, err
	}
	r.add(models.FactArchitectures, architectures, first(p.info.text("CFBundleExecutable"), sourceInfo))
	if r.Icon, err = p.icon(p.icons()); err != nil {
		return Report{}, err
	}
	return r, nil
}

// describe turns the property list into facts.
func (p ipa) describe(r *Report) {
	i := p.info
	r.add(models.FactName, first(i.text("CFBundleDisplayName"), i.text("CFBundleName"), strings.TrimSuffix(path.Base(p.app), ".app")), sourceInfo)
	r.add(models.FactBundleID, i.text("CFBundleIdentifier"), sourceInfo)
	r.add(models.FactVersion, i.text("CFBundleShortVersionString"), sourceInfo)
	r.add(models.FactBuild, i.text("CFBundleVersion"), sourceInfo)
	r.add(models.FactMinimumOS, i.text("MinimumOSVersion"), sourceInfo)
	var families []string
	for _, n := range i.texts("UIDeviceFamily") {
		if name := map[string]string{"1": deviceFamily1, "2": deviceFamily2}[n]; name != "" && !slices.Contains(families, name) {
			families = append(families, name)
		}
	}
	r.add(models.FactDeviceFamily, strings.Join(families, ", "), sourceInfo)
	if r.Fact(models.FactBundleID) == "" {
		r.warn(models.T("The package does not tell its bundle ID, and devices may refuse it. Enter the one that they know the app by."))
	}
	if platforms := i.texts("CFBundleSupportedPlatforms"); len(platforms) > 0 && !slices.Contains(platforms, "iPhoneOS") {
		r.warn(models.T("The app was not built for iPhone or iPad but for %s, so devices cannot start it.", clean(strings.Join(platforms, ", "), maxFact)))
	}
}

// describeProfile adds what the provisioning profile says. The end of the profile is a fact; whether it is near is for
// ProfileWarning.
func (p ipa) describeProfile(r *Report) error {
	b, err := p.part(profilePath, maxProfile)
	if err := p.src.fatal(err); err != nil {
		return err
	}
	if err == nil && b == nil {
		r.warn(models.T("The app has no provisioning profile, so devices install it only from the App Store."))
		return nil
	}
	profile, wrong := readProfile(b)
	if err != nil || wrong != nil {
		r.warn(models.T("The provisioning profile cannot be read, so devices may refuse the app."))
		return nil
	}
	profile.describe(r)
	return nil
}

// architectures are those of the program, or else those that the app asks for.
func (p ipa) architectures() (string, error) {
	f, err := p.file(p.app + p.info.text("CFBundleExecutable"))
	if err == nil && f != nil {
		program, err := p.open(f)
		if err == nil {
			head := make([]byte, machoHead)
			n, _ := io.ReadFull(program, head)
			if all := machoArchitectures(head[:n]); all != "" {
				return all, nil
			}
		}
	}
	if err := p.src.alive(); err != nil {
		return "", err
	}
	return architecturesOf(p.info.texts("UIRequiredDeviceCapabilities")), nil
}

// icons are the paths at which the app's icon may lie, the largest first. The property list names beginnings of names;
// what follows says for which screens a picture is.
func (p ipa) icons() []string {
	var names []string
	for _, key := range []string{"CFBundleIcons", "CFBundleIcons~ipad"} {
		names = append(names, p.info.texts(key, "CFBundlePrimaryIcon", "CFBundleIconFiles")...)
	}
	names = append(append(names, p.info.texts("CFBundleIconFiles")...), p.info.texts("CFBundleIconFile")...)
	names = names[:min(len(names), maxIconNames)]
	var found []*entry
	for i := range p.files {
		f := &p.files[i]
		name, inApp := strings.CutPrefix(f.Name, p.app)
		if inApp && slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(name, strings.TrimSuffix(n, ".png")) }) {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b *entry) int { return int(min(max(b.Size-a.Size, -1), 1)) })
	var paths []string
	for _, f := range found {
		if f.Size <= maxIcon && path.Ext(f.Name) == ".png" {
			paths = append(paths, f.Name)
		}
	}
	return append(paths, "iTunesArtwork@2x", "iTunesArtwork")
}
