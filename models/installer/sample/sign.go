package sample

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"time"
)

// Signer signs packages with a key of its own. Packages of one app must come from one Signer: devices refuse an update
// from another.
type Signer struct {
	key         *ecdsa.PrivateKey
	certificate []byte
}

// NewSigner makes a key and a certificate for it that lasts thirty years.
func NewSigner(commonName string) *Signer {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: commonName},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2050, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(err)
	return &Signer{key, certificate}
}

// Certificate is the certificate in DER. It is signed by itself: whoever is to trust packages of this signer takes it as a
// root.
func (s *Signer) Certificate() []byte { return s.certificate }

const ecdsaSHA256 = 0x0201

// lengthed puts a length before b.
func lengthed(b []byte) []byte { return append(u32(nil, uint32(len(b))), b...) }

// pair is an algorithm's number and a value, as lists in the signature hold them.
func pair(v []byte) []byte { return lengthed(append(u32(nil, ecdsaSHA256), lengthed(v)...)) }

// signAPK makes the APK signing block (scheme v2) that stands between the files, whose digests are taken, and the directory
// with its end record.
func (s *Signer) signAPK(sums *chunkSums, tail []byte) []byte {
	end := len(tail) - 22
	sums.flush()
	write(sums, tail[:end])
	sums.flush()
	write(sums, tail[end:])
	digest := sums.digest()
	signed := lengthed(pair(digest))
	signed = append(signed, lengthed(lengthed(s.certificate))...)
	signed = append(signed, lengthed(nil)...)
	sum := sha256.Sum256(signed)
	signature, err := ecdsa.SignASN1(rand.Reader, s.key, sum[:])
	must(err)
	key, err := x509.MarshalPKIXPublicKey(s.key.Public())
	must(err)
	signer := append(lengthed(signed), lengthed(pair(signature))...)
	signer = append(signer, lengthed(key)...)
	block := append(u32(nil, 0x7109871a), lengthed(lengthed(signer))...)
	block = append(le.AppendUint64(nil, uint64(len(block))), block...)
	length := uint64(len(block) + 24)
	block = append(le.AppendUint64(nil, length), block...)
	return append(le.AppendUint64(block, length), "APK Sig Block 42"...)
}

// SignAPK signs an Android package that has no signature of scheme v2 or later yet, and no comment at its end.
func (s *Signer) SignAPK(whole []byte) []byte {
	end := len(whole) - 22
	at := int(le.Uint32(whole[end+16:]))
	var sums chunkSums
	write(&sums, whole[:at])
	tail := bytes.Clone(whole[at:])
	block := s.signAPK(&sums, tail)
	le.PutUint32(tail[len(tail)-6:], uint32(at+len(block)))
	return slices.Concat(whole[:at], block, tail)
}

// chunkSums are the digests of chunks of 1 MiB. Chunks do not go beyond the parts of a file.
type chunkSums struct {
	chunk, sums []byte
	count       uint32
}

const chunkBytes = 1 << 20

func (c *chunkSums) Write(p []byte) (int, error) {
	written := len(p)
	for len(p) > 0 {
		n := min(len(p), chunkBytes-len(c.chunk))
		c.chunk, p = append(c.chunk, p[:n]...), p[n:]
		if len(c.chunk) == chunkBytes {
			c.flush()
		}
	}
	return written, nil
}

func (c *chunkSums) flush() {
	if len(c.chunk) == 0 {
		return
	}
	h := sha256.New()
	h.Write(u32([]byte{0xa5}, uint32(len(c.chunk))))
	h.Write(c.chunk)
	c.sums, c.chunk = h.Sum(c.sums), c.chunk[:0]
	c.count++
}

func (c *chunkSums) digest() []byte {
	c.flush()
	sum := sha256.Sum256(append(u32([]byte{0x5a}, c.count), c.sums...))
	return sum[:]
}

func (s *Signer) parsed() *x509.Certificate {
	c, err := x509.ParseCertificate(s.certificate)
	must(err)
	return c
}
