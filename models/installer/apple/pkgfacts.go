package apple

import (
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

// describe turns what was read into facts and components.
func (p *pkg) describe(r *facts.Report) {
	main, apps, packages := p.listed()
	r.Components = append(apps, packages...)
	if len(r.Components) > 0 {
		r.Components[0].Guess = true
	}
	d := p.distribution
	r.Add(models.FactName, d.titled(), distributionPath)
	if len(apps) > 0 {
		app := apps[0]
		r.Icon = main.pictureOf(app.ID)
		if r.Fact(models.FactName) == "" {
			r.Add(models.FactName, app.Name, main.path)
		}
		r.Add(models.FactBundleID, app.ID, main.path)
		r.Add(models.FactVersion, app.Version, main.path)
		r.Add(models.FactBuild, app.Build, main.path)
	}
	if r.Fact(models.FactVersion) == "" {
		r.Add(models.FactVersion, d.Product.Version, distributionPath)
	}
	if r.Fact(models.FactVersion) == "" {
		r.Add(models.FactVersion, main.Version, main.path)
	}
	r.Add(models.FactPackageID, main.Identifier, main.path)
	r.Add(models.FactMinimumOS, d.minimum(), distributionPath)
	if len(apps) > 0 && r.Fact(models.FactMinimumOS) == "" {
		r.Add(models.FactMinimumOS, apps[0].MinimumOS, "Info.plist")
	}
	r.Add(models.FactArchitectures, d.architectures(), distributionPath)
	p.describeContent(r)
}

// describeContent says what the package does on a device beside installing apps.
func (p *pkg) describeContent(r *facts.Report) {
	payload := slices.ContainsFunc(p.components, func(c componentPackage) bool { return c.payload })
	scripts := slices.ContainsFunc(p.components, func(c componentPackage) bool { return c.scripts })
	r.Add(models.FactPayload, strconv.FormatBool(payload), packageInfoPath)
	r.Add(models.FactScripts, strconv.FormatBool(scripts), packageInfoPath)
	switch {
	case len(p.components) == 0:
		r.Warn(reason.PackageWithoutPackages)
	case !payload && scripts:
		r.Warn(reason.OnlyScripts)
	case !payload:
		r.Warn(reason.NoFiles)
	}
	if p.incomplete {
		r.Warn(reason.FilesUnread)
	}
	if r.Fact(models.FactName) == "" {
		r.Warn(reason.NoName)
	}
}

// listed are the apps, the one that is taken for the main one first, the component packages, that of the main app first,
// and the main component package itself.
func (p *pkg) listed() (main componentPackage, apps, packages []models.Component) {
	best := -1
	for _, c := range p.components {
		for _, b := range c.apps {
			if len(apps) == maxComponents {
				break
			}
			a := c.component(b)
			if rank := mainRank(a.Path); rank > best {
				best, main = rank, c
				apps = slices.Insert(apps, 0, a)
				continue
			}
			apps = append(apps, a)
		}
	}
	if best < 0 {
		main = p.mainPackage()
	}
	for _, c := range p.components {
		part := models.Component{Kind: "package", ID: input.CleanText(c.Identifier, input.MaxText), Version: input.CleanText(c.Version, input.MaxText), Path: input.CleanText(c.path, input.MaxText)}
		if part.ID == "" {
			continue
		}
		if c.path == main.path {
			packages = slices.Insert(packages, 0, part)
		} else {
			packages = append(packages, part)
		}
	}
	return main, apps, packages
}

// mainRank says how likely a bundle is the one that people know the package by.
func mainRank(path string) int {
	rank := 0
	if strings.HasSuffix(path, ".app") {
		rank = 1
		if strings.HasPrefix(path, "/Applications/") {
			rank = 2
		}
	}
	return rank
}

// mainPackage is the first package that installs files, or else the first.
func (p *pkg) mainPackage() componentPackage {
	for _, c := range p.components {
		if c.payload {
			return c
		}
	}
	if len(p.components) > 0 {
		return p.components[0]
	}
	return componentPackage{}
}
