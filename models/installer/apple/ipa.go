package apple

import (
	"cmp"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
	"appdepot/models/reason"
)

const (
	sourceInfo    = "Info.plist"
	maxIconNames  = 8
	deviceFamily1 = "iPhone"
	deviceFamily2 = "iPad"
)

// IsInApp reports whether a path leads into an app folder of an iOS package: Payload/*.app/.
func IsInApp(path string) bool {
	path, found := strings.CutPrefix(path, "Payload/")
	app, _, inside := strings.Cut(path, "/")
	return found && inside && strings.HasSuffix(app, ".app")
}

// ipa is an iOS package: an archive with one app in its folder Payload.
type ipa struct {
	*archive.Archive
	app  string // path of the app's folder, with a slash at its end
	info properties
}

func openIPA(src *input.Source) (ipa, error) {
	a, err := archive.Open(src)
	if err != nil {
		return ipa{}, err
	}
	p := ipa{Archive: a}
	for _, f := range a.Files {
		if !IsInApp(f.Name) {
			continue
		}
		app := f.Name[:strings.Index(f.Name, ".app/")+len(".app/")]
		if p.app != "" && p.app != app {
			return ipa{}, reason.SeveralApps.Invalid()
		}
		p.app = app
	}
	b, err := p.part("Info.plist", MaxPlist)
	if err != nil {
		return ipa{}, err
	}
	if b == nil {
		return ipa{}, reason.NoInfoPlist.Invalid()
	}
	if p.info, err = readPlist(b, MaxPlist); err != nil {
		return ipa{}, input.Damaged(sourceInfo, err)
	}
	if id := p.info.value("CFBundleIdentifier"); id != nil && id != "" && p.info.text("CFBundleIdentifier") == "" {
		return ipa{}, input.Damaged(sourceInfo, errors.New("the bundle ID is no text"))
	}
	return p, nil
}

// part reads a file of the app, nil when there is none.
func (p ipa) part(name string, limit int64) ([]byte, error) {
	f, err := p.File(p.app + name)
	if err != nil || f == nil {
		return nil, err
	}
	return p.Read(f, limit)
}

// InspectIPA reads an iOS app.
func InspectIPA(src *input.Source) (facts.Report, error) {
	p, err := openIPA(src)
	if err != nil {
		return facts.Report{}, err
	}
	var r facts.Report
	p.describe(&r)
	if err := p.describeProfile(&r); err != nil {
		return facts.Report{}, err
	}
	architectures, err := p.architectures()
	if err != nil {
		return facts.Report{}, err
	}
	r.Add(models.FactArchitectures, architectures, cmp.Or(p.info.text("CFBundleExecutable"), sourceInfo))
	if r.Icon, err = p.Icon(p.icons()); err != nil {
		return facts.Report{}, err
	}
	return r, nil
}

// describe turns the property list into facts.
func (p ipa) describe(r *facts.Report) {
	i := p.info
	r.Add(models.FactName, cmp.Or(i.text("CFBundleDisplayName"), i.text("CFBundleName"), strings.TrimSuffix(path.Base(p.app), ".app")), sourceInfo)
	r.Add(models.FactBundleID, i.text("CFBundleIdentifier"), sourceInfo)
	r.Add(models.FactVersion, i.text("CFBundleShortVersionString"), sourceInfo)
	r.Add(models.FactBuild, i.text("CFBundleVersion"), sourceInfo)
	r.Add(models.FactMinimumOS, i.text("MinimumOSVersion"), sourceInfo)
	var families []string
	for _, n := range i.texts("UIDeviceFamily") {
		if name := map[string]string{"1": deviceFamily1, "2": deviceFamily2}[n]; name != "" && !slices.Contains(families, name) {
			families = append(families, name)
		}
	}
	r.Add(models.FactDeviceFamily, strings.Join(families, ", "), sourceInfo)
	if r.Fact(models.FactBundleID) == "" {
		r.Warn(reason.NoBundleID)
	}
	if platforms := i.texts("CFBundleSupportedPlatforms"); len(platforms) > 0 && !slices.Contains(platforms, "iPhoneOS") {
		r.Warn(reason.NotForPhones.Of(input.CleanText(strings.Join(platforms, ", "), input.MaxText)))
	}
}

// describeProfile adds what the provisioning profile says. The end of the profile is a fact; whether it is near is for
// ProfileWarning.
func (p ipa) describeProfile(r *facts.Report) error {
	b, err := p.part(ProfilePath, maxProfile)
	if err := p.Source.Fatal(err); err != nil {
		return err
	}
	if err == nil && b == nil {
		r.Warn(reason.NoProfile)
		return nil
	}
	profile, wrong := ReadProfile(b)
	if err != nil || wrong != nil {
		r.Warn(reason.ProfileUnreadable)
		return nil
	}
	profile.Describe(r)
	return nil
}

// architectures are those of the program, or else those that the app asks for.
func (p ipa) architectures() (string, error) {
	f, err := p.File(p.app + p.info.text("CFBundleExecutable"))
	if err == nil && f != nil {
		program, err := p.Open(f)
		if err == nil {
			head := make([]byte, machoHead)
			n, _ := io.ReadFull(program, head)
			if all := machoArchitectures(head[:n]); all != "" {
				return all, nil
			}
		}
	}
	if err := p.Source.Err(); err != nil {
		return "", err
	}
	return architecturesOf(p.info.texts("UIRequiredDeviceCapabilities")), nil
}

// icons are the files that may be the app's icon. The property list names beginnings of names; what follows says for which screens
// a picture is. The store's own picture is the largest, where it is there.
func (p ipa) icons() []archive.IconFile {
	var names []string
	for _, key := range []string{"CFBundleIcons", "CFBundleIcons~ipad"} {
		names = append(names, p.info.texts(key, "CFBundlePrimaryIcon", "CFBundleIconFiles")...)
	}
	names = append(append(names, p.info.texts("CFBundleIconFiles")...), p.info.texts("CFBundleIconFile")...)
	names = names[:min(len(names), maxIconNames)]
	files := []archive.IconFile{{Path: "iTunesArtwork@2x"}, {Path: "iTunesArtwork"}}
	for i := range p.Files {
		f := &p.Files[i]
		name, inApp := strings.CutPrefix(f.Name, p.app)
		if inApp && path.Ext(name) == ".png" && f.Size <= picture.MaxBytes &&
			slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(name, strings.TrimSuffix(n, ".png")) }) {
			files = append(files, archive.IconFile{Path: f.Name})
		}
	}
	return files
}
