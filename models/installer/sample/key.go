package sample

import "crypto/x509"

// PrivateKey is the key in PKCS #8, for other programs that are to sign with it.
func (s *Signer) PrivateKey() []byte {
	key, err := x509.MarshalPKCS8PrivateKey(s.key)
	must(err)
	return key
}
