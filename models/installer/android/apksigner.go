package android

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"io"

	"appdepot/models"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// algorithm is a way to sign, by its number in the signing block.
type algorithm struct {
	id     uint32
	hash   crypto.Hash
	method method
}

type method int

const (
	rsaPSS method = iota
	rsaPKCS1
	ellipticCurve
)

// algorithms are those that are checked, strongest first, as Android picks them. DSA and the fs-verity variants are left
// out: the first is gone from practice, the second is only used together with one of these.
var algorithms = []algorithm{
	{0x0102, crypto.SHA512, rsaPSS}, {0x0104, crypto.SHA512, rsaPKCS1}, {0x0202, crypto.SHA512, ellipticCurve},
	{0x0101, crypto.SHA256, rsaPSS}, {0x0103, crypto.SHA256, rsaPKCS1}, {0x0201, crypto.SHA256, ellipticCurve},
}

// verify checks a signature with the key of a certificate.
func (alg algorithm) verify(key any, signed, signature []byte) error {
	h := alg.hash.New()
	h.Write(signed)
	sum := h.Sum(nil)
	if key, ok := key.(*ecdsa.PublicKey); ok && alg.method == ellipticCurve && ecdsa.VerifyASN1(key, sum, signature) {
		return nil
	}
	if key, ok := key.(*rsa.PublicKey); ok && alg.method == rsaPSS {
		return rsa.VerifyPSS(key, alg.hash, sum, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	} else if ok && alg.method == rsaPKCS1 {
		return rsa.VerifyPKCS1v15(key, alg.hash, sum, signature)
	}
	return errors.New("signature does not fit")
}

// blockSigner is one signer of a v2, v3 or v3.1 block.
type blockSigner struct {
	signed      []byte
	signatures  map[uint32][]byte
	digests     map[uint32][]byte
	attributes  [][]byte
	certificate *x509.Certificate
	key         []byte
	rangesAgree bool   // v3: the Android versions named outside the signed data are those inside
	newest      uint32 // v3: the last Android that looks at this signer
	before      []models.EarlierKey
	lineageErr  error // the keys before this one are named without a proof that holds
}

// readBlockSigner takes a signer apart: signed data, since v3 two API levels, signatures, public key.
func readBlockSigner(b []byte, ranges bool) (*blockSigner, error) {
	s := &blockSigner{rangesAgree: true}
	signed, rest, err := lengthPrefixed(b)
	if err != nil {
		return nil, err
	}
	s.signed = signed
	levels, rest, err := cutLevels(rest, ranges)
	if err != nil {
		return nil, err
	}
	signatures, rest, err := lengthPrefixed(rest)
	if err != nil {
		return nil, err
	}
	if s.signatures, err = byAlgorithm(signatures); err != nil {
		return nil, err
	}
	if s.key, _, err = lengthPrefixed(rest); err != nil {
		return nil, err
	}
	return s, s.readSigned(levels, ranges)
}

// readSigned reads digests, certificates, since v3 the API levels again, and attributes.
func (s *blockSigner) readSigned(levels []byte, ranges bool) error {
	digests, rest, err := lengthPrefixed(s.signed)
	if err != nil {
		return err
	}
	if s.digests, err = byAlgorithm(digests); err != nil {
		return err
	}
	certificates, rest, err := lengthPrefixed(rest)
	if err != nil {
		return err
	}
	chain, err := lengthPrefixedList(certificates, sign.MaxCertificates)
	if err != nil || len(chain) == 0 {
		return errors.New("no certificate")
	}
	if s.certificate, err = x509.ParseCertificate(chain[0]); err != nil {
		return err
	}
	if !sign.CheckableKey(s.certificate) {
		return errors.New("key is too long")
	}
	inner, rest, err := cutLevels(rest, ranges)
	if err != nil {
		return err
	}
	s.rangesAgree = bytes.Equal(inner, levels)
	s.newest = input.Bytes(inner).U32(4)
	attributes, _, err := lengthPrefixed(rest)
	if err != nil {
		return err
	}
	if s.attributes, err = lengthPrefixedList(attributes, 64); err != nil || !ranges {
		return err
	}
	s.before, s.lineageErr = readLineage(s.attributes, s.certificate)
	return nil
}

func cutLevels(b []byte, present bool) (levels, rest []byte, err error) {
	if !present {
		return nil, b, nil
	}
	if len(b) < 8 {
		return nil, nil, errors.New("no API levels")
	}
	return b[:8], b[8:], nil
}

// byAlgorithm reads pairs of an algorithm's number and a value.
func byAlgorithm(b []byte) (map[uint32][]byte, error) {
	pairs, err := lengthPrefixedList(b, 32)
	if err != nil {
		return nil, err
	}
	values := map[uint32][]byte{}
	for _, pair := range pairs {
		if len(pair) < 4 {
			return nil, errors.New("pair does not fit")
		}
		v, _, err := lengthPrefixed(pair[4:])
		if err != nil {
			return nil, err
		}
		values[binary.LittleEndian.Uint32(pair)] = v
	}
	return values, nil
}

// check says why a signature does not hold, nothing when it does.
func (s *blockSigner) check(a *apk, start int64, blocks map[uint32][]byte) models.Reason {
	for _, alg := range algorithms {
		signature, ok := s.signatures[alg.id]
		if !ok {
			continue
		}
		switch {
		case !sameKey(s.certificate.RawSubjectPublicKeyInfo, s.key), !s.rangesAgree,
			alg.verify(s.certificate.PublicKey, s.signed, signature) != nil:
			return reason.CertificateMismatch
		case s.strongerRemoved(blocks):
			return noteStrongerRemoved
		case s.lineageErr != nil:
			return reason.KeyProofBroken
		}
		if sum, err := a.contentDigest(alg.hash, start); err != nil || !bytes.Equal(sum, s.digests[alg.id]) {
			return reason.PackageChanged
		}
		return models.Reason{}
	}
	return reason.MethodUnsupported
}

func (s *blockSigner) strongerRemoved(blocks map[uint32][]byte) bool {
	for _, b := range s.attributes {
		if len(b) == 8 && binary.LittleEndian.Uint32(b) == attributeV3 && binary.LittleEndian.Uint32(b[4:]) == 3 && blocks[blockV3] == nil {
			return true
		}
	}
	return false
}

// contentDigest hashes everything but the signing block in chunks of 1 MiB, and then the hashes. The end record counts
// as if the directory stood where the signing block starts. Schemes that use the same hash share one reading.
func (a *apk) contentDigest(hash crypto.Hash, start int64) ([]byte, error) {
	if sum, ok := a.digests[hash]; ok {
		return sum, nil
	}
	end := bytes.Clone(a.EndRecord)
	binary.LittleEndian.PutUint32(end[16:], uint32(start))
	var sums []byte
	count := uint32(0)
	for _, part := range []io.Reader{
		io.NewSectionReader(a.Source, 0, start),
		io.NewSectionReader(a.Source, a.DirectoryOffset, a.Source.Size-int64(len(a.EndRecord))-a.DirectoryOffset),
		bytes.NewReader(end),
	} {
		err := input.ReadAhead(part, func(chunk []byte) error {
			if len(chunk) > 0 {
				sums = append(sums, chunkDigest(hash, 0xa5, uint32(len(chunk)), chunk)...)
				count++
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if a.digests == nil {
		a.digests = map[crypto.Hash][]byte{}
	}
	a.digests[hash] = chunkDigest(hash, 0x5a, count, sums)
	return a.digests[hash], nil
}

func chunkDigest(hash crypto.Hash, mark byte, n uint32, b []byte) []byte {
	h := hash.New()
	h.Write(binary.LittleEndian.AppendUint32([]byte{mark}, n))
	h.Write(b)
	return h.Sum(nil)
}
