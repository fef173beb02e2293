package apple

import (
	"cmp"
	"errors"
	"path"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/volumes"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
	"appdepot/models/reason"
)

const (
	maxApps    = 100     // in one disk image; others are left out
	maxFolders = 200     // at the top that are looked into
	maxIcns    = 4 << 20 // the part of an .icns file that is looked at
)

// appSearch looks for apps at the top of a volume and one folder below, where people find them. Links are not followed.
type appSearch struct {
	volumes.Volume
	name     string // of the volume
	apps     []diskApp
	more     bool     // there are more apps
	packages []string // paths
}

// diskApp is an app as found.
type diskApp struct {
	models.Component
	program string // path
	icon    func() (*facts.Icon, error)
}

func (s *appSearch) run() error {
	below, err := s.searchFolder(disk.Root, "")
	if err != nil {
		return err
	}
	for _, folder := range below[:min(len(below), maxFolders)] {
		if _, err := s.searchFolder(folder.ID, folder.Name+"/"); err != nil {
			return err
		}
	}
	return nil
}

// searchFolder takes the apps and packages in a folder and gives the folders in it.
func (s *appSearch) searchFolder(folder uint64, at string) (below []disk.Entry, err error) {
	entries, err := s.List(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		switch ending := strings.ToLower(path.Ext(e.Name)); {
		case e.Kind == disk.Other || strings.HasPrefix(e.Name, ".") || strings.HasPrefix(e.Name, "\x00"):
		case ending == ".pkg" || ending == ".mpkg":
			s.packages = append(s.packages, at+e.Name)
		case ending == ".app" && e.Kind == disk.Folder:
			if s.more = len(s.apps) == maxApps; s.more {
				return nil, nil
			}
			app, err := s.app(e.ID, at+e.Name)
			if err != nil {
				return nil, err
			}
			s.apps = append(s.apps, app)
		case e.Kind == disk.Folder:
			below = append(below, e)
		}
	}
	return below, nil
}

var errPart = errors.New("part of an app is missing")

// find gives the entry at a path below a folder, and the folder it lies in.
func (s *appSearch) find(folder uint64, path string) (uint64, disk.Entry, error) {
	name, rest, deeper := strings.Cut(path, "/")
	entries, err := s.List(folder)
	if err != nil {
		return 0, disk.Entry{}, err
	}
	i := slices.IndexFunc(entries, func(e disk.Entry) bool { return strings.EqualFold(e.Name, name) })
	switch {
	case i < 0, deeper && entries[i].Kind != disk.Folder, !deeper && entries[i].Kind != disk.File:
		return 0, disk.Entry{}, errPart
	case deeper:
		return s.find(entries[i].ID, rest)
	}
	return folder, entries[i], nil
}

// read gives the beginning of a file inside an app, nil when there is none.
func (s *appSearch) read(app uint64, path string, limit int) ([]byte, error) {
	folder, e, err := s.find(app, path)
	if errors.Is(err, errPart) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.Read(folder, e, limit)
}

const infoPlist = "Contents/Info.plist"

func (s *appSearch) app(id uint64, at string) (diskApp, error) {
	name := strings.TrimSuffix(path.Base(at), path.Ext(at))
	a := diskApp{Component: models.Component{Kind: "app", Path: input.CleanText(at, input.MaxText), Name: input.CleanText(name, input.MaxText)}}
	b, err := s.read(id, infoPlist, MaxPlist+1)
	if err != nil {
		return a, err
	}
	info, err := readPlist(b, MaxPlist)
	if err != nil {
		return a, nil // what it does not say is asked for
	}
	a.ID, a.Version = input.CleanText(info.text("CFBundleIdentifier"), input.MaxText), input.CleanText(info.text("CFBundleShortVersionString"), input.MaxText)
	a.Build, a.MinimumOS = input.CleanText(info.text("CFBundleVersion"), input.MaxText), input.CleanText(info.text("LSMinimumSystemVersion"), input.MaxText)
	a.Name = input.CleanText(cmp.Or(info.text("CFBundleDisplayName"), info.text("CFBundleName"), name), input.MaxText)
	if program := cmp.Or(info.text("CFBundleExecutable"), name); plainName(program) {
		a.program = "Contents/MacOS/" + program
		if b, err = s.read(id, a.program, machoHead); err != nil {
			return a, err
		}
		a.Architectures = machoArchitectures(b)
	}
	if icon := info.text("CFBundleIconFile"); plainName(icon) {
		a.icon = func() (*facts.Icon, error) {
			return s.icon(id, at, "Contents/Resources/"+strings.TrimSuffix(icon, ".icns")+".icns")
		}
	}
	return a, nil
}

// plainName reports whether text from a package can be the name of a file.
func plainName(s string) bool { return s != "" && !strings.ContainsAny(s, "/\x00") }

func (s *appSearch) icon(app uint64, at, file string) (*facts.Icon, error) {
	b, err := s.read(app, file, maxIcns)
	if err != nil {
		return nil, err
	}
	return facts.NewIcon(picture.FromICNS(b), at+"/"+file), nil
}

// main guesses which app matters: one at the top rather than in a folder, not one that removes another, rather the one that
// the volume is named after.
func (s *appSearch) main() int {
	best, most := 0, -1
	for i, a := range s.apps {
		score := 0
		if !strings.Contains(a.Path, "/") {
			score += 4
		}
		if !strings.HasPrefix(strings.ToLower(a.Name), "uninstall") {
			score += 2
		}
		if strings.HasPrefix(strings.ToLower(s.name), strings.ToLower(a.Name)) {
			score++
		}
		if score > most {
			best, most = i, score
		}
	}
	return best
}

// describe turns what was found into a report.
func (s *appSearch) describe(r *facts.Report) {
	if len(s.apps) == 0 {
		r.Warn(reason.NoAppInImage)
	} else {
		i := s.main()
		main := s.apps[i]
		main.Guess = true
		s.apps = slices.Insert(slices.Delete(s.apps, i, i+1), 0, main)
		main.describe(r)
	}
	if s.more {
		r.Warn(reason.MoreAppsThanListed.Of(maxApps))
	}
	for _, a := range s.apps {
		r.Components = append(r.Components, a.Component)
		if a.ID == "" {
			r.Warn(reason.AppWithoutBundleID.Of(a.Path))
		}
	}
	for _, p := range s.packages[:min(len(s.packages), maxApps)] {
		p = input.CleanText(p, input.MaxText)
		r.Components = append(r.Components, models.Component{Kind: "package", Path: p, Name: path.Base(p)})
		r.Warn(reason.ImageHasPackage.Of(p))
	}
}

// describe adds what is known of the main app.
func (a diskApp) describe(r *facts.Report) {
	source := input.CleanText(a.Path+"/"+infoPlist, input.MaxText)
	if a.ID == "" && a.Version == "" {
		source = a.Path
	}
	r.Add(models.FactName, a.Name, source)
	r.Add(models.FactBundleID, a.ID, source)
	r.Add(models.FactVersion, a.Version, source)
	r.Add(models.FactBuild, a.Build, source)
	r.Add(models.FactMinimumOS, a.MinimumOS, source)
	r.Add(models.FactArchitectures, a.Architectures, input.CleanText(a.Path+"/"+a.program, input.MaxText))
	if a.icon != nil {
		if icon, err := a.icon(); err == nil {
			r.Icon = icon
		}
	}
}
