package android

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"

	"appdepot/models"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
)

// A package signed with scheme v3 can prove that its key succeeds others: each certificate is signed with the key of the one
// before it, and says what that one may still do. Source: https://source.android.com/docs/security/features/apksigning/v3
// (proof-of-rotation), and ApkSigningBlockUtils and ApkSignatureSchemeV3Verifier in Android's frameworks/base.
const (
	attributeLineage = 0x3ba06f8c
	keepsData        = 1 << 0 // SigningDetails.CertCapabilities.INSTALLED_DATA
	mayReplace       = 1 << 3 // SigningDetails.CertCapabilities.ROLLBACK
)

var errLineage = errors.New("proof of the keys before does not hold")

// link is one certificate of the proof.
type link struct {
	certificate       *x509.Certificate
	signed, signature []byte
	signedBy, signs   uint32 // how the key before signed this link, and how this key signs the next
	flags             uint32
}

// readLineage gives the keys that the last certificate of the proof succeeds, which must be the signer's own. A signer without a
// proof succeeds none.
func readLineage(attributes [][]byte, signer *x509.Certificate) ([]models.EarlierKey, error) {
	at := slices.IndexFunc(attributes, func(b []byte) bool { return input.Bytes(b).U32(0) == attributeLineage })
	if at < 0 {
		return nil, nil
	}
	proof := attributes[at]
	if len(proof) < 8 {
		return nil, errLineage
	}
	levels, err := lengthPrefixedList(proof[8:], sign.MaxCertificates) // after the attribute's number and the format's version
	if err != nil {
		return nil, errLineage
	}
	var links []link
	for _, b := range levels {
		l, err := readLink(b)
		if err != nil || len(links) > 0 && !links[len(links)-1].proves(l) {
			return nil, errLineage
		}
		links = append(links, l)
	}
	if len(links) == 0 || !links[len(links)-1].certificate.Equal(signer) {
		return nil, errLineage
	}
	var before []models.EarlierKey
	for _, l := range links[:len(links)-1] {
		sum := sha256.Sum256(l.certificate.Raw)
		before = append(before, models.EarlierKey{
			SHA256: hex.EncodeToString(sum[:]), MayUpdate: l.flags&keepsData != 0, MayReplace: l.flags&mayReplace != 0,
		})
	}
	return before, nil
}

// readLink takes one certificate of the proof apart.
func readLink(b []byte) (l link, err error) {
	signed, rest, err := lengthPrefixed(b)
	if err != nil || len(rest) < 8 {
		return l, errLineage
	}
	l.signed, l.flags, l.signs = signed, binary.LittleEndian.Uint32(rest), binary.LittleEndian.Uint32(rest[4:])
	if l.signature, _, err = lengthPrefixed(rest[8:]); err != nil {
		return l, err
	}
	raw, rest, err := lengthPrefixed(signed)
	if err != nil || len(rest) < 4 {
		return l, errLineage
	}
	l.signedBy = binary.LittleEndian.Uint32(rest)
	if l.certificate, err = x509.ParseCertificate(raw); err == nil && !sign.CheckableKey(l.certificate) {
		err = errLineage
	}
	return l, err
}

// proves reports whether the next certificate was signed with this one's key.
func (l link) proves(next link) bool {
	at := slices.IndexFunc(algorithms, func(a algorithm) bool { return a.id == l.signs })
	return at >= 0 && next.signedBy == l.signs && algorithms[at].verify(l.certificate.PublicKey, next.signed, next.signature) == nil
}
