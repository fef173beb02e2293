package apple

import (
	"bytes"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"strconv"

	"appdepot/models"
	"appdepot/models/installer/disk/udif"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// slotTrailer holds the digest of an image's trailer, in which the length of the signature is zero.
const slotTrailer = 6

// describeDMGSigner says whose certificate the image names. Whether the signature holds is found out by VerifyDMG.
func describeDMGSigner(r *facts.Report, src *input.Source, t udif.Trailer) error {
	c, err := readDMGSignature(src, t)
	if err != nil || c == nil {
		return src.Fatal(err)
	}
	r.Add(models.FactNotarized, strconv.FormatBool(c.Ticket), sourceTicket)
	message, err := sign.ParsePKCS7(c.Message)
	if err != nil || message.GetOnlySigner() == nil {
		return nil
	}
	by := message.GetOnlySigner()
	r.Add(models.FactDeveloperID, strconv.FormatBool(sign.IsDeveloperIDApplication(by)), sourceCert)
	r.Add(models.FactPublisher, sign.Organization(by), sourceCert)
	r.Add(models.FactTeam, sign.AppleTeam(by), sourceCert)
	return nil
}

// readDMGSignature reads an image's signature, nil when it has none.
func readDMGSignature(src *input.Source, t udif.Trailer) (*sign.CodeSignature, error) {
	if t.CodeSignature.Length == 0 {
		return nil, nil
	}
	if t.CodeSignature.Length > sign.MaxCodeSignature {
		return nil, sign.ErrCodeSignature
	}
	b, err := src.Section(t.CodeSignature.Offset, t.CodeSignature.Length)
	if err != nil {
		return nil, err
	}
	c, err := sign.ReadCodeSignature(b)
	return &c, err
}

// VerifyDMG checks the signature and the checksum of the packed content, reading the file once. Without a signature and
// with no such checksum, as Apple's tools leave it out since macOS 11, damage to the content goes unnoticed: the checksums
// that are there are about the unpacked disk, and unpacking takes many times as long as reading.
func VerifyDMG(src *input.Source) (facts.Signature, error) {
	image, err := openImage(src)
	if err != nil {
		return facts.Signature{}, err
	}
	if image == nil {
		return facts.NewSignature(nil, sign.NoteUnsigned), nil
	}
	c, err := readDMGSignature(src, image.Trailer)
	if err := src.Fatal(err); err != nil {
		return facts.Signature{}, err
	}
	if err != nil {
		return facts.NewSignature([]facts.Signer{sign.Unreadable(sign.SchemeCode)}, sign.NoteUnsigned), nil
	}
	sums, err := sumDMG(src, image.Trailer, c)
	if err != nil {
		return facts.Signature{}, err
	}
	var signers []facts.Signer
	if c != nil {
		if s := c.Signer(sums.signed, sign.AppleRoots()); s != nil {
			signers = append(signers, *s)
		}
	}
	s := facts.NewSignature(signers, sign.NoteUnsigned)
	if len(signers) == 0 && (!image.Intact || !sums.whole) {
		s.Warnings = append(s.Warnings, reason.ImageDamaged)
	}
	return s, nil
}

// dmgSums says what reading a whole image has shown.
type dmgSums struct {
	whole  bool // the checksum of the packed content fits, or there is none
	signed bool // the content fits the signature
}

func sumDMG(src *input.Source, t udif.Trailer, c *sign.CodeSignature) (dmgSums, error) {
	content := &checkedRange{Range: t.Data, h: crc32.NewIEEE()}
	all := []io.Writer{content}
	var pages *sign.PageCheck
	if c != nil {
		pages = c.Content()
		all = append(all, pages)
	}
	to := io.MultiWriter(all...)
	err := input.ReadAhead(io.NewSectionReader(src, 0, src.Size), func(b []byte) error {
		_, err := to.Write(b)
		return err
	})
	if err != nil {
		if src.Err() == nil {
			err = input.Truncated(err)
		}
		return dmgSums{}, err
	}
	sums := dmgSums{whole: t.DataChecksum.Kind != udif.ChecksumCRC32 || t.DataChecksum.CRC32 == binary.BigEndian.Uint32(content.h.Sum(nil))}
	if pages != nil {
		trailer := bytes.Clone(t.Raw)
		clear(trailer[304:312]) // the length of the signature
		sums.signed = pages.Intact() && c.Special(slotTrailer, trailer) && c.Limit == t.CodeSignature.Offset && t.End() <= c.Limit
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
