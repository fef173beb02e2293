package apple

import (
	"bytes"
	"crypto"
	"io"
	"path"
	"strings"

	"appdepot/models/installer/archive"
)

// codeResourceList is the list of an app's files with their hashes, _CodeSignature/CodeResources. Its first form, which older tools
// write alone, has SHA-1 hashes; the second is what counts where it lists a file.
type codeResourceList struct{ first, second properties }

func newCodeResourceList(list properties) codeResourceList {
	return codeResourceList{list.dict("files"), list.dict("files2")}
}

// hashOf gives the hash that a file must have; none for links and for programs that are signed by themselves.
func (s codeResourceList) hashOf(name string) (hash crypto.Hash, want []byte, listed bool) {
	for _, list := range []properties{s.second, s.first} {
		if list[name] == nil {
			continue
		}
		if b := list.data(name, "hash2"); b != nil {
			return crypto.SHA256, b, true
		}
		if b := list.data(name, "hash"); b != nil {
			return crypto.SHA1, b, true
		}
		return crypto.SHA1, list.data(name), true
	}
	return 0, nil, false
}

// complete reports whether all files are there that must be.
func (s codeResourceList) complete(there func(name string) bool) bool {
	list := s.second
	if len(list) == 0 {
		list = s.first
	}
	for name := range list {
		if !list.truth(name, "optional") && !there(name) {
			return false
		}
	}
	return true
}

// mayBeUnlisted reports whether a file may be in an app without being listed: what other hashes cover, and what Apple's tools
// leave out.
func mayBeUnlisted(name string) bool {
	switch base := path.Base(name); base {
	case "locversion.plist", ".DS_Store":
		return true
	case "Info.plist", "PkgInfo":
		return name == base
	}
	return strings.HasSuffix(name, "/") || strings.HasPrefix(name, "_CodeSignature/") || strings.HasPrefix(name, "SC_Info/")
}

// matchesCodeResources compares every file of the app with the list. A file that is not listed was added afterwards.
func (p ipa) matchesCodeResources(s codeResourceList, program string) (bool, error) {
	if !s.complete(func(name string) bool { return p.Archive.Has(p.app + name) }) {
		return false, nil
	}
	for i := range p.Files {
		f := &p.Files[i]
		name, inApp := strings.CutPrefix(f.Name, p.app)
		if !inApp || name == "" || f.Name == program || mayBeUnlisted(name) {
			continue
		}
		hash, want, listed := s.hashOf(name)
		if !listed {
			return false, nil
		}
		if want == nil {
			continue
		}
		same, err := p.hashes(f, hash, want)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// hashes reports whether a file has a hash.
func (p ipa) hashes(f *archive.Entry, hash crypto.Hash, want []byte) (bool, error) {
	r, err := p.Open(f)
	if err != nil {
		return false, err
	}
	h := hash.New()
	if _, err := io.Copy(h, r); err != nil {
		return false, err
	}
	return bytes.Equal(h.Sum(nil), want), nil
}
