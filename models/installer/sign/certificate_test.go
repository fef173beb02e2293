package sign

import (
	"crypto/rsa"
	"crypto/x509"
	"math/big"
	"testing"
)

// Checking a signature takes time that grows with the square of the key's length.
func TestEndlessKeysAreRefused(t *testing.T) {
	for bits, want := range map[uint]bool{4096: true, 16384: true, 20000: false} {
		key := &rsa.PublicKey{N: new(big.Int).Lsh(big.NewInt(1), bits-1), E: 65537}
		if got := CheckableKey(&x509.Certificate{PublicKey: key}); got != want {
			t.Errorf("a key of %d bits: %t, want %t", bits, got, want)
		}
	}
}
