package msix

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/picture"
)

// logo is a picture that a manifest names, and how much of its width the app's own drawing takes, in percent: tiles have a wide margin.
type logo struct {
	path  string
	share int
}

// logos are the pictures of the package and of its first app.
func (m appManifest) logos() []logo {
	return []logo{{m.small, 100}, {m.logo, 90}, {m.tile, 60}}
}

// icon is the best picture of the app. Where Windows would show it on a plate in the app's color, so does the icon.
func (m appManifest) icon(a *Package) (*facts.Icon, error) {
	icon, err := a.Icon(a.logoFiles(m.logos()))
	if icon == nil || err != nil || isUnplated(icon.Source) {
		return icon, err
	}
	if plated := facts.NewIcon(picture.Plated(icon.Data, m.background), icon.Source); plated != nil {
		return plated, nil
	}
	return icon, nil
}

// logoFiles are the files of pictures. Windows picks by screen and theme among variants, whose names say what they are for:
// Logo.scale-200.png, scale-200/Logo.png, Logo.targetsize-48_altform-unplated.png. Of two that are as good the one without a plate
// comes first; those for devices that show few colors are the last.
func (a *Package) logoFiles(logos []logo) (files []archive.IconFile) {
	for _, l := range logos {
		for _, v := range a.Variants(l.path) {
			rank := func(side int) int {
				r := 2 * picture.Rank(side*l.share/100)
				switch {
				case v.contrast:
					return 1
				case isUnplated(v.Path):
					return r + 1
				}
				return r
			}
			files = append(files, archive.IconFile{Path: v.Path, Rank: rank})
		}
	}
	return files
}

func isUnplated(path string) bool { return strings.Contains(strings.ToLower(path), "altform-unplated") }

// Variant is a file of a picture: its path in the package, how large it likely is, and whether it is for devices that show few colors.
type Variant struct {
	Path     string
	size     int // in percent of its plain size
	contrast bool
}

// Variants are the files of a picture, the largest first.
func (a *Package) Variants(logo string) (found []Variant) {
	if logo == "" || isResource(logo) {
		return nil
	}
	logo = strings.ReplaceAll(logo, `\`, "/")
	for i := range a.Files {
		name := a.Files[i].Name
		if qualifiers, ok := variantOf(unescaped(name), logo); ok {
			v := readQualifiers(qualifiers)
			v.Path = name
			found = append(found, v)
		}
	}
	slices.SortStableFunc(found, func(x, y Variant) int { return y.size - x.size })
	return found
}

// variantOf gives the qualifiers in the name of a file when it is a picture or one of its variants.
func variantOf(name, logo string) (qualifiers string, ok bool) {
	ending := path.Ext(logo)
	if !strings.EqualFold(path.Ext(name), ending) {
		return "", false
	}
	stem, bare := strings.TrimSuffix(logo, ending), name[:len(name)-len(path.Ext(name))]
	if qualifiers, ok := cutPrefixFold(bare, stem); ok {
		return strings.TrimPrefix(qualifiers, "."), qualifiers == "" || qualifiers[0] == '.'
	}
	dir, base := path.Split(stem)
	folder, last := path.Split(bare)
	if inside, ok := cutPrefixFold(folder, dir); ok && strings.EqualFold(last, base) {
		return inside, strings.Contains(inside, "-")
	}
	return "", false
}

func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}

// readQualifiers reads what the name of a variant says.
func readQualifiers(qualifiers string) Variant {
	v := Variant{size: 100}
	for q := range strings.FieldsFuncSeq(strings.ToLower(qualifiers), func(r rune) bool { return strings.ContainsRune("._/", r) }) {
		kind, value, _ := strings.Cut(q, "-")
		n, err := strconv.Atoi(value)
		switch {
		case kind == "contrast" && value != "standard":
			v.contrast = true
		case err != nil || n < 0 || n > 1000:
		case kind == "scale":
			v.size = n
		case kind == "targetsize":
			v.size = 2 * n // plain pictures are some 50 pixels wide
		}
	}
	return v
}
