package catalog

import (
	"cmp"
	"slices"
	"strings"

	"appdepot/models"
)

// wingetPackage is one package of a winget source. The names are those of the winget manifest schema, version 1.12, which the REST
// contract shares; only what is used is read.
type wingetPackage struct {
	PackageIdentifier string
	Versions          []packageVersion
}

// packageVersion is one version of a package.
type packageVersion struct {
	PackageVersion string
	DefaultLocale  localeTexts
	Locales        []localeTexts
	Installers     []installer
}

// localeTexts is what a manifest says to people, in one language.
type localeTexts struct {
	PackageLocale       string      `yaml:"PackageLocale"`
	Publisher           string      `yaml:"Publisher"`
	PublisherURL        string      `yaml:"PublisherUrl"`
	PublisherSupportURL string      `yaml:"PublisherSupportUrl"`
	PrivacyURL          string      `yaml:"PrivacyUrl"`
	Author              string      `yaml:"Author"`
	PackageName         string      `yaml:"PackageName"`
	PackageURL          string      `yaml:"PackageUrl"`
	License             string      `yaml:"License"`
	ShortDescription    string      `yaml:"ShortDescription"`
	Description         string      `yaml:"Description"`
	Moniker             string      `yaml:"Moniker"`
	Tags                []string    `yaml:"Tags"`
	Agreements          []agreement `yaml:"Agreements"`
}

type agreement struct {
	AgreementLabel string `yaml:"AgreementLabel"`
	Agreement      string `yaml:"Agreement"`
}

// installer is one installer.
type installer struct {
	Architecture             string               `yaml:"Architecture"`
	InstallerLocale          string               `yaml:"InstallerLocale"`
	InstallerType            string               `yaml:"InstallerType"`
	InstallerURL             string               `yaml:"InstallerUrl"`
	InstallerSha256          string               `yaml:"InstallerSha256"`
	Scope                    string               `yaml:"Scope"`
	MinimumOSVersion         string               `yaml:"MinimumOSVersion"`
	ProductCode              string               `yaml:"ProductCode"`
	PackageFamilyName        string               `yaml:"PackageFamilyName"`
	MSStoreProductIdentifier string               `yaml:"MSStoreProductIdentifier"`
	InstallerSwitches        switches             `yaml:"InstallerSwitches"`
	AppsAndFeaturesEntries   []installedAppsEntry `yaml:"AppsAndFeaturesEntries"`
	InstallerSuccessCodes    []int64              `yaml:"InstallerSuccessCodes"`
	ExpectedReturnCodes      []returnCode         `yaml:"ExpectedReturnCodes"`
}

// switches are what a program is called with.
type switches struct {
	Silent             string `yaml:"Silent"`
	SilentWithProgress string `yaml:"SilentWithProgress"`
	Custom             string `yaml:"Custom"`
}

// installedAppsEntry is how a program shows in Windows' list of installed apps.
type installedAppsEntry struct {
	DisplayName    string `yaml:"DisplayName"`
	Publisher      string `yaml:"Publisher"`
	DisplayVersion string `yaml:"DisplayVersion"`
	ProductCode    string `yaml:"ProductCode"`
	UpgradeCode    string `yaml:"UpgradeCode"`
}

type returnCode struct {
	InstallerReturnCode int64  `yaml:"InstallerReturnCode"`
	ReturnResponse      string `yaml:"ReturnResponse"`
}

// newestFirst sorts the versions and reports whether there are any that can be installed. The lists of installers are shared with
// whoever else has the package, and stay as they are.
func (p *wingetPackage) newestFirst() bool {
	for i := range p.Versions {
		v := &p.Versions[i]
		v.Installers = slices.DeleteFunc(slices.Clone(v.Installers), func(i installer) bool { return !i.usable() })
	}
	p.Versions = slices.DeleteFunc(p.Versions, func(v packageVersion) bool { return len(v.Installers) == 0 })
	slices.SortStableFunc(p.Versions, func(a, b packageVersion) int { return CompareVersions(b.PackageVersion, a.PackageVersion) })
	return len(p.Versions) > 0
}

// latest is the newest version of a package that has any, installable or not.
func (p wingetPackage) latest() packageVersion {
	return slices.MaxFunc(p.Versions, func(a, b packageVersion) int { return CompareVersions(a.PackageVersion, b.PackageVersion) })
}

// in is what the manifest says in the language, with gaps filled from its own.
func (r packageVersion) in(language string) localeTexts {
	for _, l := range r.Locales {
		if strings.EqualFold(primary(l.PackageLocale), primary(language)) {
			return l.or(r.DefaultLocale)
		}
	}
	return r.DefaultLocale
}

func (w localeTexts) or(d localeTexts) localeTexts {
	return localeTexts{
		PackageLocale: w.PackageLocale, Publisher: cmp.Or(w.Publisher, d.Publisher), PublisherURL: cmp.Or(w.PublisherURL, d.PublisherURL),
		PublisherSupportURL: cmp.Or(w.PublisherSupportURL, d.PublisherSupportURL), PrivacyURL: cmp.Or(w.PrivacyURL, d.PrivacyURL),
		Author: cmp.Or(w.Author, d.Author), PackageName: cmp.Or(w.PackageName, d.PackageName), PackageURL: cmp.Or(w.PackageURL, d.PackageURL),
		License: cmp.Or(w.License, d.License), ShortDescription: cmp.Or(w.ShortDescription, d.ShortDescription),
		Description: cmp.Or(w.Description, d.Description), Moniker: d.Moniker, Tags: d.Tags, Agreements: d.Agreements,
	}
}

// describe adds what people read about the app.
func (w localeTexts) describe(a *factList) {
	a.add(models.FactName, w.PackageName)
	a.add(models.FactDescription, cmp.Or(w.Description, w.ShortDescription))
	a.add(models.FactPublisher, w.Publisher)
	a.add(models.FactDeveloper, w.Author)
	a.add(models.FactInformationURL, cmp.Or(https(w.PackageURL), https(w.PublisherURL), https(w.PublisherSupportURL)))
	a.add(models.FactPrivacyURL, https(w.PrivacyURL))
	a.add(models.FactLicense, w.License)
}

// primary is the language of a tag, without its region.
func primary(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}
