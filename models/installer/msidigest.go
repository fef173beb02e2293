package installer

import (
	"bytes"
	"crypto"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"
)

const maxStorageDepth = 16

// digest is what Authenticode signs of an MSI: the content of all streams. Where the signer added a digest of names, sizes
// and times it comes first. That one is taken as it stands and not computed again, as the library rounds times; so streams
// that changed their names in a file signed this way go unnoticed, as they do in every file signed without it.
func (c *compound) digest(algorithm crypto.Hash) ([]byte, error) {
	tree := storageTree{}
	for _, f := range c.files {
		if name := streamName(f); len(f.Path) > 0 || name != signatureStream && name != signatureExStream {
			key := strings.Join(f.Path, "\x00")
			tree[key] = append(tree[key], f)
		}
	}
	for _, files := range tree {
		slices.SortFunc(files, func(a, b *mscfb.File) int { return bytes.Compare(nameBytes(a), nameBytes(b)) })
	}
	h := algorithm.New()
	if c.stream(signatureExStream) != nil {
		described, err := c.read(signatureExStream, maxPKCS7, "signature")
		if err != nil {
			return nil, err
		}
		h.Write(described)
	}
	if err := tree.content(h, c.root, nil); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// nameBytes is a name in UTF-16LE, the order of the digest.
func nameBytes(f *mscfb.File) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(streamName(f))) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// storageTree holds the sorted entries of every storage by its path.
type storageTree map[string][]*mscfb.File

// content hashes the streams of a storage in order, those of inner storages in their place, then its class id.
func (t storageTree) content(h hash.Hash, storage *mscfb.File, path []string) error {
	if len(path) > maxStorageDepth {
		return errors.New("storages nested too deeply")
	}
	key := strings.Join(path, "\x00")
	files := t[key]
	delete(t, key) // two storages of one name must not double the work on every level
	for _, f := range files {
		if f.FileInfo().IsDir() {
			if err := t.content(h, f, append(slices.Clip(path), f.Name)); err != nil {
				return err
			}
			continue
		}
		if n, err := io.Copy(h, fromStart(f)); err != nil || n != f.Size {
			return errors.Join(errors.New("stream is not complete"), err)
		}
	}
	h.Write(classBytes(storage))
	return nil
}
