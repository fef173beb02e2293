package msix

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
)

// LogoVariants finds the files of pictures that a manifest names. Windows picks by screen and theme among variants, whose
// names say what they are for: Logo.scale-200.png, scale-200/Logo.png, Logo.targetsize-48_altform-unplated.png. The largest
// come first; all of one picture come before those of the next.
func (a *Package) LogoVariants(logos []string) []string {
	var found []string
	for _, logo := range logos {
		if logo == "" || isResource(logo) {
			continue
		}
		logo = strings.ReplaceAll(logo, `\`, "/")
		var variants []string
		sizes := map[string]int{}
		for i := range a.Files {
			name := a.Files[i].Name
			if qualifiers, ok := variantOf(unescaped(name), logo); ok {
				variants, sizes[name] = append(variants, name), sizeOf(qualifiers)
			}
		}
		slices.SortStableFunc(variants, func(x, y string) int { return cmp.Compare(sizes[y], sizes[x]) })
		found = append(found, variants...)
	}
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

// sizeOf estimates how large a picture is, in percent of its plain size. Those for devices that show few colors are the last.
func sizeOf(qualifiers string) int {
	size := 100
	for q := range strings.FieldsFuncSeq(strings.ToLower(qualifiers), func(r rune) bool { return strings.ContainsRune("._/", r) }) {
		kind, value, _ := strings.Cut(q, "-")
		n, err := strconv.Atoi(value)
		switch {
		case kind == "contrast" && value != "standard":
			return 0
		case err != nil || n < 0 || n > 1000:
		case kind == "scale":
			size = n
		case kind == "targetsize":
			size = 2 * n // plain pictures are some 50 pixels wide
		}
	}
	return size
}
