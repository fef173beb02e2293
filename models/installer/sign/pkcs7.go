package sign

import (
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"slices"

	"github.com/smallstep/pkcs7"
)

const (
	MaxPKCS7    = 64 << 10 // bytes of one message
	maxBERDepth = 32
	maxBERNodes = 8192
)

// ParsePKCS7 reads a signed message of bounded size and shape: the library takes quadratic time and stack in proportion
// to the nesting on messages made for that.
func ParsePKCS7(b []byte) (*pkcs7.PKCS7, error) { return ParseMessage(b, MaxPKCS7) }

// ParseMessage is ParsePKCS7 for messages that carry what they sign, with a limit of their own.
func ParseMessage(b []byte, limit int) (*pkcs7.PKCS7, error) {
	if len(b) > limit {
		return nil, errors.New("pkcs7 message too long")
	}
	nodes := maxBERNodes
	end, err := walkBER(b, 0, maxBERDepth, &nodes)
	if err != nil {
		return nil, err
	}
	m, err := pkcs7.Parse(b[:end])
	if err != nil {
		return nil, err
	}
	if len(m.Certificates) == 0 || len(m.Certificates) > 2*MaxCertificates || len(m.Signers) != 1 {
		return nil, errors.New("pkcs7 message without one signer and its certificates")
	}
	if slices.ContainsFunc(m.Certificates, func(c *x509.Certificate) bool { return !CheckableKey(c) }) {
		return nil, errors.New("key is too long")
	}
	matchSignerBySerial(m)
	nameCurve(m)
	return m, nil
}

// keyOfCurve is how Java's tools name the method of a signature with an elliptic curve: by the kind of key. The library knows only
// the names of curves, and then goes by the digest.
var keyOfCurve = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}

func nameCurve(m *pkcs7.PKCS7) {
	if method := &m.Signers[0].DigestEncryptionAlgorithm; method.Algorithm.Equal(keyOfCurve) {
		method.Algorithm = pkcs7.OIDEncryptionAlgorithmECDSAP256
	}
}

// matchSignerBySerial lets the library find the signer's certificate by its serial number alone. It compares the issuer's name
// byte by byte, but tools write the same name in another string type. Which certificate is taken decides nothing: the
// signature has to fit its key.
func matchSignerBySerial(m *pkcs7.PKCS7) {
	signer := &m.Signers[0].IssuerAndSerialNumber
	for _, c := range m.Certificates {
		if m.GetOnlySigner() == nil && signer.SerialNumber != nil && c.SerialNumber.Cmp(signer.SerialNumber) == 0 {
			signer.IssuerName.FullBytes = c.RawIssuer
		}
	}
}

var errBER = errors.New("pkcs7 message is malformed")

// walkBER checks one object at an offset and gives where it ends. Lengths may be indefinite: signing tools write such.
func walkBER(b []byte, at, depth int, nodes *int) (int, error) {
	if *nodes--; depth == 0 || *nodes < 0 {
		return 0, errBER
	}
	constructed, content, end, err := headBER(b, at)
	if err != nil || !constructed {
		return end, err
	}
	for at = content; end < 0 || at < end; {
		if end < 0 && len(b)-at >= 2 && b[at] == 0 && b[at+1] == 0 {
			return at + 2, nil
		}
		if at, err = walkBER(b, at, depth-1, nodes); err != nil {
			return 0, err
		}
	}
	if at != end {
		return 0, errBER
	}
	return end, nil
}

// headBER reads tag and length; end is -1 when the length is indefinite.
func headBER(b []byte, at int) (constructed bool, content, end int, err error) {
	if len(b)-at < 2 || b[at]&0x1f == 0x1f {
		return false, 0, 0, errBER
	}
	constructed = b[at]&0x20 != 0
	length := int(b[at+1])
	at += 2
	switch {
	case length == 0x80 && constructed:
		return true, at, -1, nil
	case length >= 0x80:
		n := length & 0x7f
		if n == 0 || n > 3 || n > len(b)-at {
			return false, 0, 0, errBER
		}
		length = 0
		for _, c := range b[at : at+n] {
			length = length<<8 | int(c)
		}
		at += n
	}
	if length > len(b)-at {
		return false, 0, 0, errBER
	}
	return constructed, at, at + length, nil
}
