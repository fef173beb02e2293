package msix

import (
	"bytes"
	"cmp"
	"compress/flate"
	"crypto"
	"encoding/base64"
	"errors"
	"hash"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"sync"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/input"
	"appdepot/models/installer/xmldoc"
	"appdepot/models/reason"
)

const (
	blockSize   = 64 << 10 // bytes of a file for one digest
	maxBlockMap = 64 << 20
	maxBlocks   = 1 << 19 // of 32 GB
)

var blockMapHashes = map[string]crypto.Hash{
	"http://www.w3.org/2001/04/xmlenc#sha256":       crypto.SHA256,
	"http://www.w3.org/2001/04/xmldsig-more#sha384": crypto.SHA384,
	"http://www.w3.org/2001/04/xmlenc#sha512":       crypto.SHA512,
}

// blockMap is AppxBlockMap.xml: the digest of every block of every file, before compression.
type blockMap struct {
	algorithm crypto.Hash
	seed      maphash.Seed          // of the hashes of names, which nobody can foresee
	files     map[uint64]mappedFile // by the hash of the name in small letters, with slashes
	most      int                   // files in the package
	sums      []byte                // of all blocks
}

type mappedFile struct {
	size  int64
	first int // number of its first block
}

func (a *Package) blockMap() (*blockMap, error) {
	f, err := a.appPart(BlockMapPath)
	if err != nil || f == nil {
		return nil, cmp.Or(err, input.Damaged(BlockMapPath, errors.New("part is missing")))
	}
	r, err := a.Open(f)
	if err != nil {
		return nil, err
	}
	m := &blockMap{seed: maphash.MakeSeed(), files: map[uint64]mappedFile{}, most: len(a.Files)}
	if err := xmldoc.Stream(io.LimitReader(r, maxBlockMap), m.visit); err != nil {
		return nil, input.Damaged(BlockMapPath, err)
	}
	if m.algorithm == 0 {
		return nil, input.Damaged(BlockMapPath, errors.New("unknown digest"))
	}
	return m, nil
}

func (m *blockMap) visit(n xmldoc.Node) error {
	switch {
	case n.Ended:
	case n.Path == "BlockMap":
		m.algorithm = blockMapHashes[n.Attr("HashMethod")]
	case n.Path == "BlockMap/File":
		name := m.hashOf(strings.ReplaceAll(n.Attr("Name"), `\`, "/"))
		if _, twice := m.files[name]; twice || m.algorithm == 0 || len(m.files) == m.most {
			return errors.New("a file is listed twice, without a kind of digest, or is not there")
		}
		m.files[name] = mappedFile{number(n.Attr("Size")), len(m.sums) / m.algorithm.Size()}
	case n.Path == "BlockMap/File/Block":
		sum, err := base64.StdEncoding.DecodeString(n.Attr("Hash"))
		if err != nil || len(sum) != m.algorithm.Size() || len(m.sums) >= maxBlocks*len(sum) {
			return errors.New("a block without a digest, or too many blocks")
		}
		m.sums = append(m.sums, sum...)
	}
	return nil
}

// hashOf stands for a name, however long it is.
func (m *blockMap) hashOf(name string) uint64 { return maphash.String(m.seed, strings.ToLower(name)) }

// take gives the digests of a file and removes it from the map.
func (m *blockMap) take(name string, size int64) ([]byte, bool) {
	key := m.hashOf(name)
	f, ok := m.files[key]
	delete(m.files, key)
	from, to := f.first*m.algorithm.Size(), (f.first+int((size+blockSize-1)/blockSize))*m.algorithm.Size()
	if !ok || f.size != size || to > len(m.sums) {
		return nil, false
	}
	return m.sums[from:to], true
}

var errBlocks = errors.New("content does not fit the block map")

// matchesBlockMap reads the archive up to an offset once, writes it to a digest, and compares the files in it with the block map
// meanwhile. loose tells the files that need not be in the map.
func (a *Package) matchesBlockMap(m *blockMap, until int64, whole hash.Hash, loose func(name string) bool) (bool, error) {
	c := &blockCheck{blockMap: m, needsNoBlocks: loose, left: a.Source.Budget, hash: m.algorithm.New(), block: make([]byte, blockSize)}
	c.inflate = flate.NewReader(nil)
	for i := range a.Files {
		if a.Files[i].Header < until {
			c.files = append(c.files, &a.Files[i])
		}
	}
	slices.SortFunc(c.files, func(x, y *archive.Entry) int { return cmp.Compare(x.Header, y.Header) })
	from, to := io.Pipe()
	checked := make(chan error, 1)
	go func() {
		err := c.checkFiles(from)
		from.CloseWithError(errBlocks) // the writer need not wait for this reader
		checked <- err
	}()
	err := input.ReadAhead(io.NewSectionReader(a.Source, 0, until), func(b []byte) error {
		var hashing sync.WaitGroup
		hashing.Go(func() { whole.Write(b) })
		_, _ = to.Write(b) // a check that has ended has its answer
		hashing.Wait()
		return nil
	})
	to.Close()
	mismatch := <-checked
	if err := cmp.Or(a.Source.Err(), err); err != nil {
		return false, err
	}
	if *c.left < 0 {
		return false, mismatch
	}
	return mismatch == nil, nil
}

// blockCheck compares files with the block map in the order in which they lie in the archive.
type blockCheck struct {
	*blockMap
	files         []*archive.Entry
	needsNoBlocks func(name string) bool
	left          *int64 // bytes that may still be unpacked
	inflate       io.ReadCloser
	hash          hash.Hash
	block         []byte
	at            int64 // how much of the archive is read
}

func (c *blockCheck) checkFiles(r io.Reader) error {
	for _, f := range c.files {
		if err := c.checkFile(r, f); err != nil {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		return err
	}
	if len(c.blockMap.files) > 0 {
		return errBlocks
	}
	return nil
}

func (c *blockCheck) checkFile(r io.Reader, f *archive.Entry) error {
	if err := c.skip(r, f.Header-c.at); err != nil {
		return err
	}
	header := make([]byte, archive.LocalHeaderLength)
	if _, err := io.ReadFull(r, header); err != nil {
		return err
	}
	c.at += archive.LocalHeaderLength
	if err := c.skip(r, int64(input.Bytes(header).U16(26))+int64(input.Bytes(header).U16(28))); err != nil {
		return err
	}
	c.at += f.Packed
	content := io.LimitReader(r, f.Packed)
	name := unescaped(f.Name)
	sums, listed := c.take(name, f.Size)
	if !listed && !c.needsNoBlocks(name) {
		return errBlocks
	}
	if listed {
		if err := c.compare(content, f, sums); err != nil {
			return err
		}
	}
	_, err := io.Copy(io.Discard, content)
	return err
}

func (c *blockCheck) skip(r io.Reader, n int64) error {
	if n < 0 {
		return errBlocks
	}
	c.at += n
	_, err := io.CopyN(io.Discard, r, n)
	return err
}

func (c *blockCheck) compare(r io.Reader, f *archive.Entry, sums []byte) error {
	if f.Method != archive.MethodStore {
		if err := c.inflate.(flate.Resetter).Reset(r, nil); err != nil {
			return err
		}
		r = c.inflate
	}
	for left := f.Size; left > 0; {
		n := min(left, blockSize)
		if *c.left -= n; *c.left < 0 {
			return reason.UnpacksTooLarge.TooLarge()
		}
		if _, err := io.ReadFull(r, c.block[:n]); err != nil {
			return errBlocks
		}
		c.hash.Reset()
		c.hash.Write(c.block[:n])
		size := c.hash.Size()
		if !bytes.Equal(c.hash.Sum(nil), sums[:size]) {
			return errBlocks
		}
		left, sums = left-n, sums[size:]
	}
	if n, _ := r.Read(c.block[:1]); n != 0 {
		return errBlocks
	}
	return nil
}
