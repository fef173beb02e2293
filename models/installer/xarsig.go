package installer

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

var noteChanged = models.T("The package was changed after it was signed.")

// describeXARSigner says whose certificate the archive names. Whether the signature holds is found out by verifyPKG.
func describeXARSigner(r *Report, x *xar) {
	c := x.signer()
	r.add(models.FactNotarized, strconv.FormatBool(x.ticket()), sourceTicket)
	r.add(models.FactDeveloperID, strconv.FormatBool(c != nil && isDeveloperIDInstaller(c)), sourceCert)
	if c != nil {
		r.add(models.FactPublisher, organisation(c), sourceCert)
		r.add(models.FactTeam, team(c), sourceCert)
		if !isDeveloperIDInstaller(c) {
			r.warn(models.T("The package is signed, but not with a certificate of the kind Developer ID Installer. Macs do not install it as a managed package."))
		}
	}
}

// ticket reports whether a notarization ticket is attached. Only Apple's systems can check what it says.
func (x *xar) ticket() bool {
	b, err := x.src.section(x.src.size-ticketTrailer, ticketTrailer)
	return err == nil && string(b[:4]) == ticketMagic && octets(b).u16(6) == ticketKind
}

func verifyPKG(src *source) (Signature, error) {
	x, err := openXAR(src)
	if err != nil {
		return Signature{}, err
	}
	intact, err := x.intact()
	if err != nil {
		return Signature{}, err
	}
	signers, err := x.signers(intact, appleRoots())
	if err != nil {
		return Signature{}, err
	}
	s := signed(signers, noteUnsigned)
	if !intact && len(signers) == 0 {
		s.Warnings = append(s.Warnings, models.T("The package is damaged: some of its files do not have the checksums that the package lists. Upload it again, or get a new copy from its maker."))
	}
	return s, nil
}

// signers checks the signature, if there is one; intact tells whether the files fit the table of contents.
func (x *xar) signers(intact bool, roots *x509.CertPool) ([]Signer, error) {
	if x.signed.Size == 0 && x.message.Size == 0 {
		return nil, nil
	}
	all := x.certificates()
	if len(all) == 0 || x.hash == 0 {
		return []Signer{unreadable(schemeXAR)}, nil
	}
	signer := newSigner(schemeXAR, all[0])
	sum, err := x.src.section(x.heap+x.checksum.Offset, x.checksum.Size)
	if err != nil {
		return nil, err
	}
	h := x.hash.New()
	h.Write(x.packed)
	if !intact || !bytes.Equal(h.Sum(nil), sum) {
		signer.Note = noteChanged
		return []Signer{signer}, nil
	}
	at, err := x.check(all[0], sum, roots)
	if err := x.src.alive(); err != nil {
		return nil, err
	}
	if err != nil {
		signer.Note = models.T("The signature does not fit its certificate.")
		return []Signer{signer}, nil
	}
	signer.Verified, signer.Note = true, chainNote(trustedByApple(all, at, roots))
	return []Signer{signer}, nil
}

var errXARSignature = errors.New("signature does not fit")

// check checks the signatures that there are, and gives the time of a trusted time stamp.
func (x *xar) check(signer *x509.Certificate, sum []byte, roots *x509.CertPool) (at time.Time, err error) {
	if x.signed.Size > maxXARSignature || x.message.Size > maxXARSignature {
		return at, errXARSignature
	}
	if x.signed.Size > 0 {
		signature, err := x.src.section(x.heap+x.signed.Offset, x.signed.Size)
		if err != nil {
			return at, err
		}
		key, ok := signer.PublicKey.(*rsa.PublicKey)
		if !ok || rsa.VerifyPKCS1v15(key, x.hash, sum, signature) != nil {
			return at, errXARSignature
		}
	}
	if x.message.Size > 0 {
		b, err := x.src.section(x.heap+x.message.Offset, x.message.Size)
		if err != nil {
			return at, err
		}
		m, err := parsePKCS7(b)
		if err != nil {
			return at, err
		}
		m.Content = sum
		if by := m.GetOnlySigner(); by == nil || !by.Equal(signer) || m.Verify() != nil {
			return at, errXARSignature
		}
		if at, err = stampedTime(m, roots); err != nil {
			at = time.Time{}
		}
	}
	return at, nil
}

// intact compares the checksum of every file with the table of contents, reading the heap once.
func (x *xar) intact() (bool, error) {
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
			return false, damaged(sourceTOC, errXAR)
		}
		end = f.Offset + f.Length
		same, err := x.fits(f)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

func (x *xar) fits(f xarFile) (bool, error) {
	hash := xarChecksums[strings.ToLower(f.Archived.Style)]
	if hash == 0 {
		return false, nil
	}
	h := hash.New()
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{x.raw(&f)}, make([]byte, min(f.Length, readChunk))); err != nil {
		return false, x.failure(err)
	}
	return hex.EncodeToString(h.Sum(nil)) == strings.ToLower(strings.TrimSpace(f.Archived.Sum)), nil
}

// failure gives words to a read error that is the package's fault.
func (x *xar) failure(err error) error {
	if x.src.alive() != nil {
		return err
	}
	return truncated(err)
}
