package sign

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/binary"
	"errors"
	"hash"
	"slices"
	"strings"
	"time"

	"github.com/smallstep/pkcs7"

	"appdepot/models/installer/facts"
	"appdepot/models/reason"
)

// Apple's code signature is a blob of blobs: a code directory with the digests of what is signed, and a message (CMS) that
// signs the directory.
const (
	SchemeCode       = "code signature"
	MaxCodeSignature = 16 << 20 // that of a program has 32 bytes for every 4 KiB

	blobSuper     = 0xfade0cc0
	blobDirectory = 0xfade0c02
	blobMessage   = 0xfade0b01

	slotDirectory = 0
	slotTicket    = 0x10002 // notarization
	slotMessage   = 0x10000
)

// ErrCodeSignature is what a code signature fails with that makes no sense.
var ErrCodeSignature = errors.New("code signature is malformed")

// developerIDApplication marks certificates for programs that are given away outside the App Store.
var developerIDApplication = asn1.ObjectIdentifier{1, 2, 840, 113635, 100, 6, 1, 13}

// CodeSignature is a signature as it stands in a file.
type CodeSignature struct {
	codeDirectory
	Message []byte // nil for an ad hoc signature, which has no signer
	Ticket  bool   // a notarization ticket is attached
}

// codeDirectory lists digests: of pages of the content, and of parts that are not in it, by slots that count downwards.
type codeDirectory struct {
	raw      []byte
	hash     crypto.Hash
	size     int // of a digest as it stands here; it may be cut
	page     int64
	Limit    int64 // bytes of content that are signed
	pages    []byte
	specials []byte
	team     string
}

// codeHashes are the kinds of digests; kind 3 is SHA-256 cut to 20 bytes.
var codeHashes = map[byte]crypto.Hash{1: crypto.SHA1, 2: crypto.SHA256, 3: crypto.SHA256, 4: crypto.SHA384}

// ReadCodeSignature reads a blob of blobs.
func ReadCodeSignature(b []byte) (c CodeSignature, err error) {
	be := binary.BigEndian
	if len(b) < 12 || be.Uint32(b) != blobSuper {
		return c, ErrCodeSignature
	}
	count := int(min(be.Uint32(b[8:]), 100))
	for i := range count {
		if 20+8*i > len(b) {
			return c, ErrCodeSignature
		}
		slot, at := be.Uint32(b[12+8*i:]), be.Uint32(b[16+8*i:])
		part, magic, err := readBlob(b, at)
		if err != nil {
			return c, err
		}
		switch {
		case slot == slotDirectory && magic == blobDirectory:
			if c.codeDirectory, err = readCodeDirectory(part); err != nil {
				return c, err
			}
		case slot == slotMessage && magic == blobMessage && len(part) > 8:
			c.Message = part[8:]
		case slot == slotTicket:
			c.Ticket = true
		}
	}
	if c.raw == nil {
		return c, ErrCodeSignature
	}
	return c, nil
}

// readBlob gives a blob with its header of eight bytes.
func readBlob(b []byte, at uint32) (part []byte, magic uint32, err error) {
	if int64(at)+8 > int64(len(b)) {
		return nil, 0, ErrCodeSignature
	}
	b = b[at:]
	length := binary.BigEndian.Uint32(b[4:])
	if length < 8 || int64(length) > int64(len(b)) {
		return nil, 0, ErrCodeSignature
	}
	return b[:length], binary.BigEndian.Uint32(b), nil
}

func readCodeDirectory(b []byte) (d codeDirectory, err error) {
	const withTeam, withLongLimit = 0x20200, 0x20300
	be := binary.BigEndian
	if len(b) < 44 {
		return d, ErrCodeSignature
	}
	version, hashes := be.Uint32(b[8:]), int64(be.Uint32(b[16:]))
	specials, pages := int64(be.Uint32(b[24:])), int64(be.Uint32(b[28:]))
	d = codeDirectory{raw: b, Limit: int64(be.Uint32(b[32:])), size: int(b[36]), hash: codeHashes[b[37]]}
	if b[39] > 0 && b[39] < 32 {
		d.page = 1 << b[39]
	}
	if version >= withLongLimit && len(b) >= 64 && be.Uint64(b[56:]) > 0 {
		d.Limit = int64(be.Uint64(b[56:]))
	}
	if version >= withTeam && len(b) >= 52 {
		if at := int64(be.Uint32(b[48:])); at > 0 && at < int64(len(b)) {
			name, _, _ := bytes.Cut(b[at:], []byte{0})
			d.team = string(name)
		}
	}
	size := int64(d.size)
	if d.hash == 0 || d.size < 20 || d.size > d.hash.Size() || d.Limit < 0 || hashes < specials*size || hashes+pages*size > int64(len(b)) {
		return d, ErrCodeSignature
	}
	d.specials, d.pages = b[hashes-specials*size:hashes], b[hashes:hashes+pages*size]
	return d, nil
}

// Special reports whether a part has the digest that stands in its slot; a part without a slot is not signed.
func (d codeDirectory) Special(slot int, part []byte) bool {
	at := len(d.specials) - slot*d.size
	if at < 0 {
		return false
	}
	h := d.hash.New()
	h.Write(part)
	return bytes.Equal(h.Sum(nil)[:d.size], d.specials[at:at+d.size])
}

// PageCheck compares content, written from its beginning, with the digests of its pages.
type PageCheck struct {
	codeDirectory
	h       hash.Hash
	in, all int64 // bytes in this page and in total
	failed  bool
}

func (d codeDirectory) Content() *PageCheck { return &PageCheck{codeDirectory: d, h: d.hash.New()} }

func (p *PageCheck) Write(b []byte) (int, error) {
	written := len(b)
	b = b[:min(int64(len(b)), p.Limit-p.all)]
	for len(b) > 0 && !p.failed {
		n := int64(len(b))
		if p.page > 0 {
			n = min(n, p.page-p.in)
		}
		p.h.Write(b[:n])
		p.in, p.all, b = p.in+n, p.all+n, b[n:]
		if p.in == p.page || p.all == p.Limit {
			p.close()
		}
	}
	return written, nil
}

// close compares one page.
func (p *PageCheck) close() {
	if len(p.pages) < p.size || !bytes.Equal(p.h.Sum(nil)[:p.size], p.pages[:p.size]) {
		p.failed = true
		return
	}
	p.pages = p.pages[p.size:]
	p.h.Reset()
	p.in = 0
}

// Intact reports whether all that is signed was written and fits.
func (p *PageCheck) Intact() bool { return !p.failed && p.all == p.Limit && len(p.pages) == 0 }

// Signer checks who signed the directory. Intact tells whether the content fits it; nil for an ad hoc signature.
func (c CodeSignature) Signer(intact bool, roots *x509.CertPool) *facts.Signer {
	if c.Message == nil {
		return nil
	}
	message, err := ParsePKCS7(c.Message)
	if err != nil || message.GetOnlySigner() == nil {
		s := Unreadable(SchemeCode)
		return &s
	}
	s := NewSigner(SchemeCode, message.GetOnlySigner())
	message.Content = c.raw
	switch {
	case !intact:
		s.Note = NoteChanged
	case message.Verify() != nil:
		s.Note = reason.CertificateMismatch
	default:
		s.Verified, s.Note = true, ChainNote(trustedCode(message, roots))
	}
	return &s
}

// trustedCode checks the chain of a message's signer up to Apple, at the time of its time stamp if it has one.
func trustedCode(message *pkcs7.PKCS7, roots *x509.CertPool) error {
	at, err := StampedTime(message, roots)
	if err != nil {
		at = time.Time{}
	}
	signer := message.GetOnlySigner()
	others := slices.DeleteFunc(slices.Clone(message.Certificates), signer.Equal)
	return VerifyAppleChain(append([]*x509.Certificate{signer}, others...), at, roots)
}

// IsDeveloperIDApplication reports whether a certificate is for programs and disk images.
func IsDeveloperIDApplication(c *x509.Certificate) bool {
	return slices.ContainsFunc(c.Extensions, func(e pkix.Extension) bool { return e.Id.Equal(developerIDApplication) }) ||
		strings.HasPrefix(c.Subject.CommonName, "Developer ID Application:")
}
