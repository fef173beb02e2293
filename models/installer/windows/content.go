package windows

import (
	"cmp"
	"hash/maphash"
	"path"
	"slices"
	"strings"
	"unicode"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const (
	maxPrograms = 50 // programs that are offered as the setup file
)

// content is a zip archive that Windows devices unpack to start a program from it.
type content struct{ *archive.Archive }

// openContent opens an archive, and refuses names that would leave the folder it is unpacked to or overwrite each other.
func openContent(src *input.Source) (*content, error) {
	a, err := archive.Open(src)
	if err != nil {
		return nil, err
	}
	seed, seen := maphash.MakeSeed(), map[uint64]bool{}
	for i := range a.Files {
		name := windowsPath(a.Files[i].Name)
		if !validPath(name) {
			return nil, reason.ArchivePathInvalid.Of(input.CleanText(a.Files[i].Name, input.MaxText)).Invalid()
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		h := maphash.String(seed, strings.ToLower(name))
		if seen[h] {
			return nil, reason.ArchiveDuplicate.Of(input.CleanText(a.Files[i].Name, input.MaxText)).Invalid()
		}
		seen[h] = true
	}
	return &content{a}, nil
}

// windowsPath is a name with slashes; tools on Windows write it with backslashes.
func windowsPath(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// validPath reports whether a path stays in the folder that it is relative to, and whether Windows can store such a file.
func validPath(name string) bool {
	if name == "" || strings.ContainsAny(name, `<>:"|?*`) || strings.ContainsFunc(name, unicode.IsControl) {
		return false
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		if part == "" || part != strings.TrimRight(part, ". ") || isDeviceName(part) {
			return false
		}
	}
	return true
}

// isDeviceName tells names that mean a device in every folder.
func isDeviceName(part string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(part), ".")
	switch base = strings.TrimRight(base, " "); base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	return len(base) == 4 && (base[:3] == "COM" || base[:3] == "LPT") && base[3] >= '0' && base[3] <= '9'
}

// lookup finds a file the way Windows does.
func (c *content) lookup(name string) *archive.Entry {
	name = windowsPath(name)
	for i := range c.Files {
		if strings.EqualFold(windowsPath(c.Files[i].Name), name) {
			return &c.Files[i]
		}
	}
	return nil
}

// setupChoice is a file that a device could start, with its path.
type setupChoice struct {
	*archive.Entry
	path string
	rank int
}

// candidates lists what could be the setup file, the most likely first, and how sure the first one is: of several with the
// same rank none is.
func (c *content) candidates() (found []setupChoice, likely bool) {
	depth := -1
	for i := range c.Files {
		p := windowsPath(c.Files[i].Name)
		if rankOf(p) == 0 {
			continue
		}
		if n := strings.Count(p, "/"); depth < 0 || n < depth {
			depth = n
		}
		found = append(found, setupChoice{Entry: &c.Files[i], path: p})
	}
	programs := 0
	for _, f := range found {
		if strings.EqualFold(path.Ext(f.path), ".exe") {
			programs++
		}
	}
	for i := range found {
		f := &found[i]
		f.rank = rankOf(f.path)
		if f.rank == rankProgram && programs == 1 {
			f.rank = rankOnlyProgram
		} else if strings.Count(f.path, "/") > depth {
			f.rank = rankDeep
		}
	}
	slices.SortStableFunc(found, func(a, b setupChoice) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(strings.Count(a.path, "/"), strings.Count(b.path, "/")), cmp.Compare(a.path, b.path))
	})
	likely = len(found) == 1 || len(found) > 1 && found[0].rank < found[1].rank
	return found[:min(len(found), maxPrograms)], likely
}

// The ranks of setup files; 0 is for what cannot be started.
const (
	rankMSI = iota + 1
	rankSetup
	rankOnlyProgram
	rankScript
	rankProgram
	rankOtherScript
	rankDeep
)

func rankOf(file string) int {
	base, ending := path.Base(strings.ToLower(file)), path.Ext(strings.ToLower(file))
	base = strings.TrimSuffix(base, ending)
	installs := base == "setup" || base == "install"
	switch ending {
	case ".msi":
		return rankMSI
	case ".exe":
		if installs {
			return rankSetup
		}
		return rankProgram
	case ".cmd", ".bat", ".ps1":
		if installs {
			return rankScript
		}
		return rankOtherScript
	}
	return 0
}
