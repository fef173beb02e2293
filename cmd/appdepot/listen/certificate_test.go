package listen

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"appdepot/handlers/web/webtest"
)

// files are a certificate and its key, which are written anew.
type files struct {
	t          *testing.T
	chain, key string
}

func newFiles(t *testing.T) files {
	folder := t.TempDir()
	return files{t, filepath.Join(folder, "chain.pem"), filepath.Join(folder, "key.pem")}
}

// write makes a new certificate with a number, and says that the files were changed then.
func (f files) write(number int64, at time.Time) {
	f.t.Helper()
	f.writeUntil(number, at, time.Now().Add(time.Hour))
}

func (f files) writeUntil(number int64, at, expires time.Time) {
	f.t.Helper()
	pair, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	f.must(err)
	about := &x509.Certificate{SerialNumber: big.NewInt(number), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: expires}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &pair.PublicKey, pair)
	f.must(err)
	private, err := x509.MarshalPKCS8PrivateKey(pair)
	f.must(err)
	f.put(f.chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), at)
	f.put(f.key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), at)
}

func (f files) put(name string, content []byte, at time.Time) {
	f.t.Helper()
	f.must(os.WriteFile(name, content, 0o600))
	f.must(os.Chtimes(name, at, at))
}

func (f files) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// server speaks https with the files. Pass lets time pass.
func (f files) server() (address string, log *webtest.Log, pass func(time.Duration)) {
	f.t.Helper()
	log = &webtest.Log{}
	now := time.Now()
	config, err := tlsConfig(f.chain, f.key, slog.New(slog.NewTextHandler(log, nil)), func() time.Time { return now })
	f.must(err)
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)
	s.Listener = tls.NewListener(s.Listener, config)
	s.Start()
	f.t.Cleanup(s.Close)
	return s.Listener.Addr().String(), log, func(d time.Duration) { now = now.Add(d) }
}

// number is that of the certificate which a new connection is shown.
func number(t *testing.T, address string) int64 {
	t.Helper()
	c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestRenewedCertificateIsUsedWithoutARestart(t *testing.T) {
	f, start := newFiles(t), time.Now().Add(-time.Hour)
	f.write(1, start)
	address, log, pass := f.server()
	if got := number(t, address); got != 1 {
		t.Fatalf("certificate %d", got)
	}
	f.write(2, start.Add(time.Minute))
	pass(time.Minute)
	if got := number(t, address); got != 2 {
		t.Errorf("after it was renewed, certificate %d; the log:\n%s", got, log)
	}
}

func TestDamagedCertificateLeavesTheOldOne(t *testing.T) {
	f, start := newFiles(t), time.Now().Add(-time.Hour)
	f.write(1, start)
	address, log, pass := f.server()
	f.put(f.chain, []byte("half of a certi"), start.Add(time.Minute))
	for range 3 {
		pass(time.Minute)
		if got := number(t, address); got != 1 {
			t.Errorf("certificate %d", got)
		}
	}
	if got := strings.Count(log.String(), "level=ERROR"); got != 1 || !strings.Contains(log.String(), f.chain) {
		t.Errorf("%d errors for one damaged file:\n%s", got, log)
	}
	f.must(os.Remove(f.key))
	pass(time.Minute)
	if got := number(t, address); got != 1 {
		t.Errorf("without a key, certificate %d", got)
	}
	f.write(3, start.Add(2*time.Minute))
	pass(time.Minute)
	if got := number(t, address); got != 3 {
		t.Errorf("after it was mended, certificate %d", got)
	}
}

// Somebody who copies the files of last year breaks nothing.
func TestExpiredCertificateLeavesTheOldOne(t *testing.T) {
	f, start := newFiles(t), time.Now().Add(-time.Hour)
	f.write(1, start)
	address, log, pass := f.server()
	f.writeUntil(2, start.Add(time.Minute), start)
	pass(time.Minute)
	if got := number(t, address); got != 1 || !strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), "expired") {
		t.Errorf("certificate %d; the log:\n%s", got, log)
	}
}

// A server whose certificate is no longer good says so, and is reached by whoever accepts it.
func TestServerSaysThatItsCertificateExpired(t *testing.T) {
	f := newFiles(t)
	f.writeUntil(1, time.Now(), time.Now().Add(-time.Minute))
	address, log, _ := f.server()
	if got := number(t, address); got != 1 || !strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), f.chain) {
		t.Errorf("certificate %d; the log:\n%s", got, log)
	}
}

func TestDamagedCertificateStartsNoServer(t *testing.T) {
	f := newFiles(t)
	f.put(f.chain, []byte("none"), time.Now())
	if _, err := TLS(f.chain, f.key, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Error(err)
	}
}

// A key that others can read is used, because a server without TLS would be worse, and the log says so, also after a renewal.
func TestServerSaysThatOthersCanReadItsKey(t *testing.T) {
	f, start := newFiles(t), time.Now().Add(-time.Hour)
	f.write(1, start)
	f.must(os.Chmod(f.key, 0o644))
	address, log, pass := f.server()
	warned := func() int { return strings.Count(log.String(), "level=WARN") }
	if got := number(t, address); got != 1 || warned() != 1 || !strings.Contains(log.String(), f.key) {
		t.Errorf("certificate %d; the log:\n%s", got, log)
	}
	f.write(2, start.Add(time.Minute))
	pass(time.Minute)
	if got := number(t, address); got != 2 || warned() != 2 {
		t.Errorf("certificate %d; the log:\n%s", got, log)
	}
	f.must(os.Chmod(f.key, 0o600))
	f.write(3, start.Add(2*time.Minute))
	pass(time.Minute)
	if got := number(t, address); got != 3 || warned() != 2 {
		t.Errorf("certificate %d; the log:\n%s", got, log)
	}
}

// Old versions and suites without authenticated encryption are not spoken.
func TestOnlyStrongTLSIsSpoken(t *testing.T) {
	f := newFiles(t)
	f.write(1, time.Now())
	address, _, _ := f.server()
	var weak []uint16
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		if !strings.Contains(s.Name, "GCM") && !strings.Contains(s.Name, "POLY1305") {
			weak = append(weak, s.ID)
		}
	}
	for what, c := range map[string]*tls.Config{
		"TLS 1.1":              {MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11},
		"TLS 1.2 without AEAD": {MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS12, CipherSuites: weak},
		"keys that are not exchanged anew": {MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS12,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384}},
	} {
		c.InsecureSkipVerify = true
		if c, err := tls.Dial("tcp", address, c); err == nil {
			c.Close()
			t.Errorf("%s is spoken", what)
		}
	}
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true, MaxVersion: version})
		if err != nil {
			t.Errorf("%s: %v", tls.VersionName(version), err)
			continue
		}
		c.Close()
	}
}
