package msix

import (
	"bytes"
	"cmp"
	"crypto"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"slices"
	"strings"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// AppxSignature.p7x is a mark and an Authenticode message. What it signs are digests with names of four letters: of the
// files as they lie in the archive, of the directory, and of the parts that describe the package.
const (
	appSignatureMark = "PKCX"
	digestsMark      = "APPX"
	digestContent    = "AXPC" // everything before the signature
	digestDirectory  = "AXCD" // the directory as it was before the signature
	digestTypes      = "AXCT"
	digestBlockMap   = "AXBM"
	digestIntegrity  = "AXCI" // only with such a part
)

var noteNoAppSignature = reason.NotSignedForWindows

// Verify checks an app package: its signature, and its content against the block map.
func Verify(src *input.Source) (facts.Signature, error) {
	a, err := Open(src)
	if err != nil {
		return facts.Signature{}, err
	}
	m, err := a.appManifest()
	if err != nil {
		return facts.Signature{}, err
	}
	return a.verifyApp(m.identity, needsNoBlocks)
}

// VerifyBundle checks the bundle as a whole. Packages in it are covered by its signature, and not in its block map.
func VerifyBundle(src *input.Source) (facts.Signature, error) {
	a, err := Open(src)
	if err != nil {
		return facts.Signature{}, err
	}
	m, err := a.bundleManifest()
	if err != nil {
		return facts.Signature{}, err
	}
	return a.verifyApp(m.identity, func(name string) bool {
		return needsNoBlocks(name) || slices.ContainsFunc(m.packages, func(p bundledPackage) bool {
			return strings.EqualFold(strings.ReplaceAll(p.file, `\`, "/"), name)
		})
	})
}

// needsNoBlocks tells the parts that are in no block map, because the signature covers each of them by itself, and folders.
func needsNoBlocks(name string) bool {
	return strings.HasSuffix(name, "/") || slices.ContainsFunc(
		[]string{BlockMapPath, contentTypesPath, appSignaturePath, integrityPath},
		func(part string) bool { return strings.EqualFold(part, name) },
	)
}

// verifyApp checks the content against the block map and the signature, reading the file once.
func (a *Package) verifyApp(i appIdentity, loose func(string) bool) (facts.Signature, error) {
	blocks, err := a.blockMap()
	if err != nil {
		return facts.Signature{}, err
	}
	f, err := a.appPart(appSignaturePath)
	if err != nil {
		return facts.Signature{}, err
	}
	if f == nil {
		fits, err := a.matchesBlockMap(blocks, a.DirectoryOffset, noHash{}, loose)
		s := facts.NewSignature(nil, noteNoAppSignature)
		if err == nil && !fits {
			s.Warnings = append(s.Warnings, noteBlocks)
		}
		return s, err
	}
	signer, err := a.appSigner(i, f, blocks, loose)
	if err != nil {
		return facts.Signature{}, err
	}
	return facts.NewSignature([]facts.Signer{signer}, noteNoAppSignature), nil
}

var noteBlocks = reason.DigestsMismatch

// appSigner checks the signature of an app package.
func (a *Package) appSigner(i appIdentity, f *archive.Entry, blocks *blockMap, loose func(string) bool) (facts.Signer, error) {
	b, err := a.Read(f, sign.MaxPKCS7+int64(len(appSignatureMark)))
	if err := a.Source.Fatal(err); err != nil {
		return facts.Signer{}, err
	}
	b, marked := bytes.CutPrefix(b, []byte(appSignatureMark))
	signature, err := sign.ReadAuthenticode(b)
	if err != nil || !marked {
		return sign.Unreadable(sign.SchemeAuthenticode), nil
	}
	whole := signature.Algorithm.New()
	fits, err := a.matchesBlockMap(blocks, f.Header, whole, loose)
	if err != nil {
		return facts.Signer{}, err
	}
	got, err := a.appDigests(signature, f, whole)
	if err := a.Source.Fatal(err); err != nil {
		return facts.Signer{}, err
	}
	if err != nil {
		got = nil
	}
	signer := signature.Signer(got)
	switch {
	case !signer.Verified:
	case !fits:
		signer.Verified, signer.Note = false, noteBlocks
	case !sign.SameSubject(i.publisher, signature.Certificate.RawSubject):
		signer.Verified = false
		signer.Note = reason.PublisherMismatch.Of(input.CleanText(i.publisher, input.MaxText))
	}
	return signer, nil
}

// noHash is the digest of an unsigned package: nothing is computed.
type noHash struct{ hash.Hash }

func (noHash) Write(p []byte) (int, error) { return len(p), nil }

// appDigests computes what the signature should hold, in the same order.
func (a *Package) appDigests(s sign.Authenticode, f *archive.Entry, whole hash.Hash) ([]byte, error) {
	rest, marked := bytes.CutPrefix(s.Digest, []byte(digestsMark))
	if !marked {
		return nil, errors.New("no digests of an app package")
	}
	got, missing := []byte(digestsMark), map[string]bool{digestContent: true, digestDirectory: true, digestTypes: true, digestBlockMap: true}
	if part, err := a.appPart(integrityPath); err != nil || part != nil {
		missing[digestIntegrity] = true
	}
	for size := s.Algorithm.Size(); len(rest) >= 4+size; rest = rest[4+size:] {
		kind := string(rest[:4])
		sum, err := a.appDigest(kind, s.Algorithm, f, whole)
		if err != nil {
			return nil, err
		}
		got = append(append(got, kind...), sum...)
		delete(missing, kind)
	}
	if len(rest) > 0 || len(missing) > 0 {
		return nil, errors.New("digests are not complete")
	}
	return got, nil
}

func (a *Package) appDigest(kind string, algorithm crypto.Hash, f *archive.Entry, whole hash.Hash) ([]byte, error) {
	part := map[string]string{digestTypes: contentTypesPath, digestBlockMap: BlockMapPath, digestIntegrity: integrityPath}[kind]
	h := algorithm.New()
	switch {
	case kind == digestContent:
		h = whole
	case kind == digestDirectory:
		if err := a.writeUnsigned(h, f); err != nil {
			return nil, err
		}
	case part == "":
		return nil, errors.New("unknown digest " + kind)
	default:
		found, err := a.appPart(part)
		if err != nil || found == nil {
			return nil, cmp.Or(err, errors.New("no "+part))
		}
		r, err := a.Open(found)
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(h, io.LimitReader(r, maxBlockMap)); err != nil {
			return nil, err
		}
	}
	return h.Sum(nil), nil
}

// writeUnsigned writes the directory and its end records as they were before the signature was added, as the last file.
func (a *Package) writeUnsigned(w io.Writer, signature *archive.Entry) error {
	offset, length, count := signature.Header, int64(len(a.DirectoryText)), uint64(len(a.Files)-1)
	for rest := a.DirectoryText; rest != ""; {
		e, n, err := archive.ReadEntry(rest)
		if err != nil || e.Header > signature.Header {
			return errors.New("signature is not the last file")
		}
		if e.Header == signature.Header {
			length -= int64(n)
		} else if _, err := io.WriteString(w, rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
	le, at := binary.LittleEndian, a.DirectoryOffset+int64(len(a.DirectoryText))
	tail, err := a.Source.Section(at, a.Source.Size-at)
	if err != nil {
		return err
	}
	end := len(tail) - len(a.EndRecord)
	if a.Zip64 {
		le.PutUint64(tail[24:], count)
		le.PutUint64(tail[32:], count)
		le.PutUint64(tail[40:], uint64(length))
		le.PutUint64(tail[48:], uint64(offset))
		le.PutUint64(tail[end-archive.LocatorLength+8:], uint64(offset+length))
	}
	if le.Uint16(tail[end+10:]) != archive.CountInZip64 {
		le.PutUint16(tail[end+8:], uint16(count))
		le.PutUint16(tail[end+10:], uint16(count))
	}
	if le.Uint32(tail[end+12:]) != archive.SizeInZip64 {
		le.PutUint32(tail[end+12:], uint32(length))
	}
	if le.Uint32(tail[end+16:]) != archive.SizeInZip64 {
		le.PutUint32(tail[end+16:], uint32(offset))
	}
	_, err = w.Write(tail)
	return err
}
