package catalog

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"appdepot/models"
)

// The bounds of a folder of manifests.
const (
	maxManifests     = 20_000
	maxEntries       = 100_000
	maxManifestDepth = 12 // folders
	maxManifestBytes = 512 << 10
	maxManifestText  = 64 << 20 // bytes of all of them
	maxDocuments     = 32       // of one file
)

// manifest is one document: a whole manifest ("singleton"), or one of the files that a version's manifest is spread over.
// What stands at its top holds for every installer that does not say otherwise. Source: winget manifest schema 1.12.
type manifest struct {
	PackageIdentifier string      `yaml:"PackageIdentifier"`
	PackageVersion    string      `yaml:"PackageVersion"`
	ManifestType      string      `yaml:"ManifestType"`
	Words             localeTexts `yaml:",inline"`
	Program           installer   `yaml:",inline"`
	Installers        []installer `yaml:"Installers"`
}

// readManifests reads every manifest of a folder. A file that is no manifest, or a broken one, is passed over: one bad file
// among thousands must not hide the others. read counts the files that were understood.
func readManifests(folder fs.FS) (packs []wingetPackage, read int, err error) {
	versions, left, entries := map[[2]string]*packageVersion{}, int64(maxManifestText), 0
	err = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		entries++
		switch {
		case err != nil:
			return err
		case entries > maxEntries || read >= maxManifests || left <= 0:
			return models.TooLarge("This folder has more than %s manifest files. Split it into several sources.", maxManifests)
		case d.IsDir() && (strings.Count(name, "/") >= maxManifestDepth || strings.HasPrefix(path.Base(name), ".") && name != "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || path.Ext(name) != ".yaml" && path.Ext(name) != ".yml":
			return nil
		}
		documents, size := readManifest(folder, name)
		left -= size
		if len(documents) > 0 {
			read++
		}
		for _, m := range documents {
			m.add(versions)
		}
		return nil
	})
	if err != nil {
		return nil, read, err
	}
	return collectPacks(versions), read, nil
}

// readManifest reads the documents of one file that name a package and a version.
func readManifest(folder fs.FS, name string) (documents []manifest, size int64) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, 0
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxManifestBytes+1))
	if err != nil || len(text) > maxManifestBytes {
		return nil, int64(len(text))
	}
	return parseManifests(string(text)), int64(len(text))
}

func parseManifests(text string) (documents []manifest) {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for len(documents) < maxDocuments {
		var m manifest
		if err := decoder.Decode(&m); err != nil {
			return documents // the end, or nothing that can be understood any more
		}
		if packageID.MatchString(m.PackageIdentifier) && m.PackageVersion != "" {
			documents = append(documents, m)
		}
	}
	return documents
}

// add puts a document's part of a version to the other parts.
func (m manifest) add(versions map[[2]string]*packageVersion) {
	key := [2]string{m.PackageIdentifier, m.PackageVersion}
	r := versions[key]
	if r == nil {
		r = &packageVersion{PackageVersion: m.PackageVersion}
		versions[key] = r
	}
	switch strings.ToLower(m.ManifestType) {
	case "locale":
		r.Locales = append(r.Locales, m.Words)
	case "defaultlocale":
		r.DefaultLocale = m.Words
	case "installer":
		r.Installers = m.installers()
	case "singleton", "merged":
		r.DefaultLocale, r.Installers = m.Words, m.installers()
	}
}

func (m manifest) installers() []installer {
	all := slices.Clone(m.Installers)
	for i := range all {
		all[i] = all[i].or(m.Program)
	}
	return all
}

// or fills what an installer does not say with what holds for all of them.
func (p installer) or(d installer) installer {
	p.Architecture = cmp.Or(p.Architecture, d.Architecture)
	p.InstallerLocale = cmp.Or(p.InstallerLocale, d.InstallerLocale)
	p.InstallerType = cmp.Or(p.InstallerType, d.InstallerType)
	p.InstallerURL = cmp.Or(p.InstallerURL, d.InstallerURL)
	p.InstallerSha256 = cmp.Or(p.InstallerSha256, d.InstallerSha256)
	p.Scope = cmp.Or(p.Scope, d.Scope)
	p.MinimumOSVersion = cmp.Or(p.MinimumOSVersion, d.MinimumOSVersion)
	p.ProductCode = cmp.Or(p.ProductCode, d.ProductCode)
	p.InstallerSwitches.Silent = cmp.Or(p.InstallerSwitches.Silent, d.InstallerSwitches.Silent)
	p.InstallerSwitches.SilentWithProgress = cmp.Or(p.InstallerSwitches.SilentWithProgress, d.InstallerSwitches.SilentWithProgress)
	p.InstallerSwitches.Custom = cmp.Or(p.InstallerSwitches.Custom, d.InstallerSwitches.Custom)
	if len(p.AppsAndFeaturesEntries) == 0 {
		p.AppsAndFeaturesEntries = d.AppsAndFeaturesEntries
	}
	if len(p.InstallerSuccessCodes) == 0 {
		p.InstallerSuccessCodes = d.InstallerSuccessCodes
	}
	if len(p.ExpectedReturnCodes) == 0 {
		p.ExpectedReturnCodes = d.ExpectedReturnCodes
	}
	return p
}

// collectPacks sorts the versions into packages, and leaves out those that no device could install.
func collectPacks(versions map[[2]string]*packageVersion) (packs []wingetPackage) {
	byID := map[string]*wingetPackage{}
	for key, r := range versions {
		p := byID[key[0]]
		if p == nil {
			p = &wingetPackage{PackageIdentifier: key[0]}
			byID[key[0]] = p
		}
		p.Versions = append(p.Versions, *r)
	}
	for _, p := range byID {
		if p.newestFirst() {
			p.fillWords()
			packs = append(packs, *p)
		}
	}
	slices.SortFunc(packs, func(a, b wingetPackage) int { return strings.Compare(a.PackageIdentifier, b.PackageIdentifier) })
	return packs
}

// fillWords gives a version without texts those of the newest version that has some.
func (p *wingetPackage) fillWords() {
	for _, r := range p.Versions {
		if r.DefaultLocale.PackageName == "" {
			continue
		}
		for i := range p.Versions {
			if p.Versions[i].DefaultLocale.PackageName == "" {
				p.Versions[i].DefaultLocale, p.Versions[i].Locales = r.DefaultLocale, r.Locales
			}
		}
		return
	}
}

// openFolder reads a folder as a source.
func openFolder(id, name string, at fs.FS) (folderSource, error) {
	packs, _, err := readManifests(at)
	if _, ours := errors.AsType[*models.Error](err); err != nil && !ours {
		err = models.Unavailable("Appdepot cannot read the folder of the source %s. Ask the server operator to check that it exists and is readable.", name).
			Because(fmt.Errorf("read manifests: %w", err))
	}
	return folderSource{id: id, name: name, packs: packs}, err
}
