package sign

import (
	"crypto/x509"
	_ "embed"
	"encoding/pem"
	"os"
	"sync"
)

// Roots that are public, and that other systems than their makers' do not bring along.
var (
	//go:embed apple-root-ca.pem
	appleRoot []byte
	//go:embed microsoft-roots.pem
	microsoftRoots []byte
)

// AppleRoots are the authorities that packages for Apple's systems are checked against.
var AppleRoots = sync.OnceValue(func() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(appleRoot)
	return pool
})

// WindowsRoots are the authorities that packages for Windows are checked against: Microsoft's own and those of this system.
var WindowsRoots = sync.OnceValue(func() *x509.CertPool {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // a system without any
	}
	pool.AppendCertsFromPEM(microsoftRoots)
	return pool
})

// systemRootFiles are where systems keep their roots. Pools of the library cannot be asked what is in them. Source: crypto/x509,
// root_linux.go.
var systemRootFiles = []string{
	"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
}

// knownRoots are the certificates of the roots that are shipped, and of those of this system.
var knownRoots = sync.OnceValue(func() []*x509.Certificate {
	all := append(certificatesIn(appleRoot), certificatesIn(microsoftRoots)...)
	for _, name := range append([]string{os.Getenv("SSL_CERT_FILE")}, systemRootFiles...) {
		if b, err := os.ReadFile(name); err == nil {
			return append(all, certificatesIn(b)...)
		}
	}
	return all
})

func certificatesIn(b []byte) (all []*x509.Certificate) {
	for {
		var block *pem.Block
		if block, b = pem.Decode(b); block == nil {
			return all
		}
		if c, err := x509.ParseCertificate(block.Bytes); err == nil {
			all = append(all, c)
		}
	}
}
