package windows

import (
	"crypto"
	"io"
	"slices"
	"strings"

	"appdepot/models/installer/compound"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
)

// digest is what Authenticode signs of an MSI: the content of all streams. Where the signer added a digest of names, sizes
// and times it comes first. That one is taken as it stands and not computed again, as the library rounds times; so streams
// that changed their names in a file signed this way go unnoticed, as they do in every file signed without it.
func (c *msi) digest(algorithm crypto.Hash) ([]byte, error) {
	tree := storageTree{}
	for _, f := range c.Entries {
		if len(f.Path) > 0 || f.Name != signatureStream && f.Name != signatureExStream {
			key := strings.Join(f.Path, "\x00")
			tree[key] = append(tree[key], f)
		}
	}
	for _, files := range tree {
		slices.SortFunc(files, func(a, b *compound.Entry) int { return strings.Compare(a.RawName, b.RawName) })
	}
	h := algorithm.New()
	if c.Stream(signatureExStream) != nil {
		described, err := c.Read(signatureExStream, sign.MaxPKCS7, "signature")
		if err != nil {
			return nil, err
		}
		h.Write(described)
	}
	content := io.MultiReader(tree.content(c, c.Root, nil)...)
	err := input.ReadAhead(content, func(b []byte) error {
		h.Write(b)
		return nil
	})
	return h.Sum(nil), err
}

// storageTree holds the sorted entries of every storage by its path.
type storageTree map[string][]*compound.Entry

// content gives the streams of a storage in order, those of inner storages in their place, then its class id.
func (t storageTree) content(c *msi, storage *compound.Entry, path []string) []io.Reader {
	key := strings.Join(path, "\x00")
	files := t[key]
	delete(t, key) // two storages of one name must not double the work on every level
	var all []io.Reader
	for _, f := range files {
		if f.Storage {
			all = append(all, t.content(c, f, append(slices.Clip(path), f.Name))...)
			continue
		}
		all = append(all, &lazyReader{func() io.Reader { return c.Content(f) }, nil})
	}
	return append(all, strings.NewReader(storage.Class))
}

// lazyReader opens what it reads when it is read.
type lazyReader struct {
	open func() io.Reader
	r    io.Reader
}

func (l *lazyReader) Read(p []byte) (int, error) {
	if l.r == nil {
		l.r = l.open()
	}
	return l.r.Read(p)
}
