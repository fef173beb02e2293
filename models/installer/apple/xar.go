package apple

import (
	"bytes"
	"compress/bzip2"
	"compress/zlib"
	"crypto"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/installer/xmldoc"
	"appdepot/models/reason"
)

// A xar archive is a header, a table of contents (TOC) as compressed XML, and a heap to which the table's offsets refer.
var MagicXAR = []byte("xar!")

const (
	xarHeader      = 28
	maxTOC         = 4 << 20  // compressed
	MaxTOCText     = 16 << 20 // of the table of contents, decompressed
	maxXARFiles    = 50_000
	maxXARPaths    = 8 << 20 // of all paths together
	maxXARChecksum = sha512.Size
	xarNamedHash   = 3 // the header names the algorithm of the TOC's checksum
	sourceTOC      = "Table of contents"
)

// xarChecksums are the algorithms by their names in the table and in the header.
var xarChecksums = map[string]crypto.Hash{"md5": crypto.MD5, "sha1": crypto.SHA1, "sha256": crypto.SHA256, "sha512": crypto.SHA512}

type xar struct {
	src      *input.Source
	heap     int64 // offset of the heap
	hash     crypto.Hash
	packed   []byte // the table as it lies in the file, which is what the signature is about
	checksum xarRange
	signed   xarSignature // RSA
	message  xarSignature // CMS
	files    []xarFile
	paths    int // bytes of their paths
}

// xarRange is a part of the heap.
type xarRange struct {
	Offset int64 `xml:"offset"`
	Size   int64 `xml:"size"`
}

type xarSignature struct {
	xarRange
	Style        string   `xml:"style,attr"`
	Certificates []string `xml:"KeyInfo>X509Data>X509Certificate"`
}

type xarTOC struct {
	Checksum struct {
		xarRange
		Style string `xml:"style,attr"`
	} `xml:"toc>checksum"`
	Signature  xarSignature `xml:"toc>signature"`
	XSignature xarSignature `xml:"toc>x-signature"`
	Files      []xarNode    `xml:"toc>file"`
}

type xarNode struct {
	Name struct {
		Encoding string `xml:"enctype,attr"`
		Text     string `xml:",chardata"`
	} `xml:"name"`
	Type string    `xml:"type"`
	Data *xarData  `xml:"data"`
	Sub  []xarNode `xml:"file"`
}

type xarData struct {
	Offset   int64 `xml:"offset"`
	Length   int64 `xml:"length"`
	Encoding struct {
		Style string `xml:"style,attr"`
	} `xml:"encoding"`
	Archived struct {
		Style string `xml:"style,attr"`
		Sum   string `xml:",chardata"`
	} `xml:"archived-checksum"`
}

// xarFile is a file with content.
type xarFile struct {
	path string
	xarData
}

var errXAR = errors.New("table of contents makes no sense")

func openXAR(src *input.Source) (*xar, error) {
	head, err := src.Section(0, xarHeader)
	if err != nil {
		return nil, input.Truncated(err)
	}
	be := binary.BigEndian
	begins, packed := int64(be.Uint16(head[4:])), be.Uint64(head[8:])
	if begins < xarHeader || packed > maxTOC {
		return nil, input.Damaged(sourceTOC, errXAR)
	}
	x := &xar{src: src, heap: begins + int64(packed)}
	if x.packed, err = src.Section(begins, int64(packed)); err != nil {
		return nil, input.Truncated(err)
	}
	if err := x.readHash(head, begins); err != nil {
		return nil, err
	}
	r, err := zlib.NewReader(bytes.NewReader(x.packed))
	if err != nil {
		return nil, input.Damaged(sourceTOC, err)
	}
	text, err := input.ReadExpected(src.Unpack(r), int64(min(be.Uint64(head[16:]), 16*packed, MaxTOCText)), MaxTOCText, sourceTOC)
	if err != nil {
		return nil, input.Damaged(sourceTOC, err)
	}
	var toc xarTOC
	if err := xmldoc.Decode(text, xmldoc.MaxNodes, &toc); err != nil {
		return nil, input.Damaged(sourceTOC, err)
	}
	return x, x.useTOC(toc)
}

// readHash finds the algorithm of the TOC's checksum: a number in the header, or a name after it.
func (x *xar) readHash(head []byte, begins int64) error {
	number := binary.BigEndian.Uint32(head[24:])
	name := map[uint32]string{1: "sha1", 2: "md5"}[number]
	if number == xarNamedHash {
		b, err := x.src.Section(xarHeader, begins-xarHeader)
		if err != nil {
			return input.Truncated(err)
		}
		name, _, _ = strings.Cut(string(b), "\x00")
	}
	x.hash = xarChecksums[name]
	return nil
}

// useTOC checks what the table says before anything relies on it.
func (x *xar) useTOC(toc xarTOC) error {
	x.checksum = toc.Checksum.xarRange
	for _, s := range []xarSignature{toc.Signature, toc.XSignature} {
		switch s.Style {
		case "RSA":
			x.signed = s
		case "CMS":
			x.message = s
		}
	}
	for _, r := range []xarRange{x.checksum, x.signed.xarRange, x.message.xarRange} {
		if !x.inHeap(r.Offset, r.Size) {
			return input.Damaged(sourceTOC, errXAR)
		}
	}
	if x.checksum.Size > maxXARChecksum {
		return input.Damaged(sourceTOC, errXAR)
	}
	if x.hash == 0 && x.signer() != nil || x.hash != 0 && xarChecksums[strings.ToLower(toc.Checksum.Style)] != x.hash {
		return input.Damaged(sourceTOC, errXAR)
	}
	return x.list(toc.Files, "")
}

// list flattens the tree of files.
func (x *xar) list(nodes []xarNode, dir string) error {
	for _, n := range nodes {
		name := n.Name.Text
		if n.Name.Encoding == "base64" {
			b, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(name))
			name = string(b)
		}
		path := dir + name
		if x.paths += len(path); x.paths > maxXARPaths { // a long name counts again for each file below it
			return input.Damaged(sourceTOC, errXAR)
		}
		if n.Data != nil {
			if !x.inHeap(n.Data.Offset, n.Data.Length) || len(x.files) == maxXARFiles {
				return input.Damaged(sourceTOC, errXAR)
			}
			x.files = append(x.files, xarFile{path, *n.Data})
		}
		if err := x.list(n.Sub, path+"/"); err != nil {
			return err
		}
	}
	return nil
}

func (x *xar) inHeap(offset, length int64) bool {
	return offset >= 0 && length >= 0 && offset <= x.src.Size-x.heap && length <= x.src.Size-x.heap-offset
}

// file finds a file by its path. Two of one name are refused, because programs differ in which one they take.
func (x *xar) file(path string) (*xarFile, error) {
	var found *xarFile
	for i := range x.files {
		if x.files[i].path != path {
			continue
		}
		if found != nil {
			return nil, reason.DuplicateFile.Of(input.CleanText(path, input.MaxText)).Invalid()
		}
		found = &x.files[i]
	}
	return found, nil
}

// raw gives a file as it lies in the heap.
func (x *xar) raw(f *xarFile) *io.SectionReader {
	return io.NewSectionReader(x.src, x.heap+f.Offset, f.Length)
}

// open decompresses a file, counted against the package's budget.
func (x *xar) open(f *xarFile) (io.Reader, error) {
	switch f.Encoding.Style {
	case "", "application/octet-stream":
		return x.raw(f), nil
	case "application/x-gzip":
		r, err := zlib.NewReader(x.raw(f))
		return x.src.Unpack(r), err
	case "application/x-bzip2":
		return x.src.Unpack(bzip2.NewReader(x.raw(f))), nil
	}
	return nil, errXAR
}

// read gives a file whole, nil when there is none of that name.
func (x *xar) read(path string, limit int64) ([]byte, error) {
	f, err := x.file(path)
	if err != nil || f == nil {
		return nil, err
	}
	r, err := x.open(f)
	if err != nil {
		return nil, input.Damaged(input.CleanText(path, input.MaxText), err)
	}
	b, err := input.ReadCapped(r, limit, input.CleanText(path, input.MaxText))
	if err != nil {
		return nil, input.Damaged(input.CleanText(path, input.MaxText), err)
	}
	return b, nil
}

// signer is the certificate that the table names as the signature's, nil when there is none. It is not verified here.
func (x *xar) signer() *x509.Certificate {
	if all := x.certificates(); len(all) > 0 {
		return all[0]
	}
	return nil
}

// certificates are the signer's and those between it and its authority.
func (x *xar) certificates() []*x509.Certificate {
	texts := x.signed.Certificates
	if len(texts) == 0 {
		texts = x.message.Certificates
	}
	var all []*x509.Certificate
	for _, text := range texts[:min(len(texts), sign.MaxCertificates)] {
		b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		if err != nil {
			return nil
		}
		c, err := x509.ParseCertificate(b)
		if err != nil || !sign.CheckableKey(c) {
			return nil
		}
		all = append(all, c)
	}
	return all
}
