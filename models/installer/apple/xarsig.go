package apple

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// The signatures of a xar archive are about the checksum of its table of contents, which holds the checksum of every file:
// one made with the bare key (RSA), and one as a message with a time stamp (CMS).
const (
	schemeXAR       = "xar"
	sourceCert      = "Certificate"
	sourceTicket    = "Notarization ticket"
	maxXARSignature = 64 << 10

	// A notarization ticket is appended to the archive, with a trailer of 16 bytes after it: magic, version, kind, length.
	ticketTrailer = 16
	ticketMagic   = "t8lr"
	ticketKind    = 2
)

// describeXARSigner says whose certificate the archive names. Whether the signature holds is found out by VerifyPKG.
func describeXARSigner(r *facts.Report, x *xar) {
	c := x.signer()
	r.Add(models.FactNotarized, strconv.FormatBool(x.ticket()), sourceTicket)
	r.Add(models.FactDeveloperID, strconv.FormatBool(c != nil && sign.IsDeveloperIDInstaller(c)), sourceCert)
	if c != nil {
		r.Add(models.FactPublisher, sign.Organization(c), sourceCert)
		r.Add(models.FactTeam, sign.AppleTeam(c), sourceCert)
		if !sign.IsDeveloperIDInstaller(c) {
			r.Warn(reason.NotDeveloperID)
		}
	}
}

// ticket reports whether a notarization ticket is attached. Only Apple's systems can check what it says.
func (x *xar) ticket() bool {
	b, err := x.src.Section(x.src.Size-ticketTrailer, ticketTrailer)
	return err == nil && string(b[:4]) == ticketMagic && input.Bytes(b).U16(6) == ticketKind
}

// VerifyPKG checks the signature of an installer package for Macs, and the checksums in it.
func VerifyPKG(src *input.Source) (facts.Signature, error) {
	x, err := openXAR(src)
	if err != nil {
		return facts.Signature{}, err
	}
	intact, err := x.checksumsMatch()
	if err != nil {
		return facts.Signature{}, err
	}
	signers, err := x.signers(intact, sign.AppleRoots())
	if err != nil {
		return facts.Signature{}, err
	}
	s := facts.NewSignature(signers, sign.NoteUnsigned)
	if !intact && len(signers) == 0 {
		s.Warnings = append(s.Warnings, reason.ChecksumsMismatch)
	}
	return s, nil
}

// signers checks the signature, if there is one; intact tells whether the files fit the table of contents.
func (x *xar) signers(intact bool, roots *x509.CertPool) ([]facts.Signer, error) {
	if x.signed.Size == 0 && x.message.Size == 0 {
		return nil, nil
	}
	all := x.certificates()
	if len(all) == 0 || x.hash == 0 {
		return []facts.Signer{sign.Unreadable(schemeXAR)}, nil
	}
	signer := sign.NewSigner(schemeXAR, all[0])
	sum, err := x.src.Section(x.heap+x.checksum.Offset, x.checksum.Size)
	if err != nil {
		return nil, err
	}
	h := x.hash.New()
	h.Write(x.packed)
	if !intact || !bytes.Equal(h.Sum(nil), sum) {
		signer.Note = sign.NoteChanged
		return []facts.Signer{signer}, nil
	}
	at, err := x.check(all[0], sum, roots)
	if err := x.src.Err(); err != nil {
		return nil, err
	}
	if err != nil {
		signer.Note = reason.CertificateMismatch
		return []facts.Signer{signer}, nil
	}
	signer.Verified, signer.Note = true, sign.ChainNote(sign.VerifyAppleChain(all, at, roots))
	return []facts.Signer{signer}, nil
}

var errXARSignature = errors.New("signature does not fit")

// check checks the signatures that there are, and gives the time of a trusted time stamp.
func (x *xar) check(signer *x509.Certificate, sum []byte, roots *x509.CertPool) (at time.Time, err error) {
	if x.signed.Size > maxXARSignature || x.message.Size > maxXARSignature {
		return at, errXARSignature
	}
	if x.signed.Size > 0 {
		signature, err := x.src.Section(x.heap+x.signed.Offset, x.signed.Size)
		if err != nil {
			return at, err
		}
		key, ok := signer.PublicKey.(*rsa.PublicKey)
		if !ok || rsa.VerifyPKCS1v15(key, x.hash, sum, signature) != nil {
			return at, errXARSignature
		}
	}
	if x.message.Size > 0 {
		b, err := x.src.Section(x.heap+x.message.Offset, x.message.Size)
		if err != nil {
			return at, err
		}
		m, err := sign.ParsePKCS7(b)
		if err != nil {
			return at, err
		}
		m.Content = sum
		if by := m.GetOnlySigner(); by == nil || !by.Equal(signer) || m.Verify() != nil {
			return at, errXARSignature
		}
		if at, err = sign.StampedTime(m, roots); err != nil {
			at = time.Time{}
		}
	}
	return at, nil
}

// checksumsMatch compares the checksum of every file with the table of contents, reading the heap once.
func (x *xar) checksumsMatch() (bool, error) {
	files := slices.Clone(x.files)
	slices.SortFunc(files, func(a, b xarFile) int { return int(min(max(a.Offset-b.Offset, -1), 1)) })
	end := int64(0)
	for i, f := range files {
		if i > 0 && f.xarData == files[i-1].xarData {
			continue // hard links share their content
		}
		if f.Length == 0 {
			continue
		}
		if f.Offset < end {
			return false, input.Damaged(sourceTOC, errXAR)
		}
		end = f.Offset + f.Length
		same, err := x.checksumMatches(f)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

func (x *xar) checksumMatches(f xarFile) (bool, error) {
	hash := xarChecksums[strings.ToLower(f.Archived.Style)]
	if hash == 0 {
		return false, nil
	}
	h := hash.New()
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{x.raw(&f)}, make([]byte, min(f.Length, input.ChunkSize))); err != nil {
		return false, x.failure(err)
	}
	return hex.EncodeToString(h.Sum(nil)) == strings.ToLower(strings.TrimSpace(f.Archived.Sum)), nil
}

// failure gives words to a read error that is the package's fault.
func (x *xar) failure(err error) error {
	if x.src.Err() != nil {
		return err
	}
	return input.Truncated(err)
}
