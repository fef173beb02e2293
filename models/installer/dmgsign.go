package installer

import (
	"bytes"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"strconv"

	"appdepot/models"
	"appdepot/models/installer/disk/udif"
)

// slotTrailer holds the digest of an image's trailer, in which the length of the signature is zero.
const slotTrailer = 6

// describeDMGSigner says whose certificate the image names. Whether the signature holds is found out by verifyDMG.
func describeDMGSigner(r *Report, src *source, t udif.Trailer) error {
	c, err := readDMGSignature(src, t)
	if err != nil || c == nil {
		return src.fatal(err)
	}
	r.add(models.FactNotarized, strconv.FormatBool(c.ticket), sourceTicket)
	message, err := parsePKCS7(c.message)
	if err != nil || message.GetOnlySigner() == nil {
		return nil
	}
	by := message.GetOnlySigner()
	r.add(models.FactDeveloperID, strconv.FormatBool(isDeveloperIDApplication(by)), sourceCert)
	r.add(models.FactPublisher, organisation(by), sourceCert)
	r.add(models.FactTeam, team(by), sourceCert)
	return nil
}

// readDMGSignature reads an image's signature, nil when it has none.
func readDMGSignature(src *source, t udif.Trailer) (*codeSignature, error) {
	if t.CodeSignature.Length == 0 {
		return nil, nil
	}
	if t.CodeSignature.Length > maxCodeSignature {
		return nil, errCodeSignature
	}
	b, err := src.section(t.CodeSignature.Offset, t.CodeSignature.Length)
	if err != nil {
		return nil, err
	}
	c, err := readCodeSignature(b)
	return &c, err
}

// verifyDMG checks the signature and the checksum of the packed content, reading the file once. Without a signature and
// with no such checksum, as Apple's tools leave it out since macOS 11, damage to the content goes unnoticed: the checksums
// that are there are about the unpacked disk, and unpacking takes many times as long as reading.
func verifyDMG(src *source) (Signature, error) {
	image, err := openImage(src)
	if err != nil {
		return Signature{}, err
	}
	if image == nil {
		return signed(nil, noteUnsigned), nil
	}
	c, err := readDMGSignature(src, image.Trailer)
	if err := src.fatal(err); err != nil {
		return Signature{}, err
	}
	if err != nil {
		return signed([]Signer{unreadable(schemeCode)}, noteUnsigned), nil
	}
	sums, err := sumDMG(src, image.Trailer, c)
	if err != nil {
		return Signature{}, err
	}
	var signers []Signer
	if c != nil {
		if s := c.signer(sums.signed, appleRoots()); s != nil {
			signers = append(signers, *s)
		}
	}
	s := signed(signers, noteUnsigned)
	if len(signers) == 0 && (!image.Intact || !sums.whole) {
		s.Warnings = append(s.Warnings, models.T("The disk image is damaged: its content does not have the checksum that it names. Upload it again, or get a new copy from its maker."))
	}
	return s, nil
}

// dmgSums says what reading a whole image has shown.
type dmgSums struct {
	whole  bool // the checksum of the packed content fits, or there is none
	signed bool // the content fits the signature
}

func sumDMG(src *source, t udif.Trailer, c *codeSignature) (dmgSums, error) {
	content := &checkedRange{Range: t.Data, h: crc32.NewIEEE()}
	all := []io.Writer{content}
	var pages *pageCheck
	if c != nil {
		pages = c.content()
		all = append(all, pages)
	}
	to := io.MultiWriter(all...)
	err := ahead(io.NewSectionReader(src, 0, src.size), func(b []byte) error {
		_, err := to.Write(b)
		return err
	})
	if err != nil {
		if src.alive() == nil {
			err = truncated(err)
		}
		return dmgSums{}, err
	}
	sums := dmgSums{whole: t.DataChecksum.Kind != udif.ChecksumCRC32 || t.DataChecksum.CRC32 == binary.BigEndian.Uint32(content.h.Sum(nil))}
	if pages != nil {
		trailer := bytes.Clone(t.Raw)
		clear(trailer[304:312]) // the length of the signature
		sums.signed = pages.intact() && c.special(slotTrailer, trailer) && c.limit == t.CodeSignature.Offset && t.End() <= c.limit
	}
	return sums, nil
}

// checkedRange hashes one part of a file that is written to it from its beginning.
type checkedRange struct {
	udif.Range
	h  hash.Hash
	at int64
}

func (c *checkedRange) Write(b []byte) (int, error) {
	from, to := max(c.Offset-c.at, 0), min(c.Offset+c.Length-c.at, int64(len(b)))
	if from < to {
		c.h.Write(b[from:to])
	}
	c.at += int64(len(b))
	return len(b), nil
}
