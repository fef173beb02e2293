package listen

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"appdepot/models/secret"
)

// lookEvery is how long a certificate is shown without a look at its files.
const lookEvery = 10 * time.Second

// suites are those of TLS 1.2 that encrypt and authenticate at once, with keys that are made anew for each connection. Those of TLS 1.3 are
// all of this kind.
var suites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

// TLS is how https is spoken with the certificate chain and the key in these files. When they change, connections from then on are shown the
// new certificate; one that cannot be read or has expired is logged, and the one before it stays. So is a key that others can read.
func TLS(chain, key string, log *slog.Logger) (*tls.Config, error) {
	return tlsConfig(chain, key, log, time.Now)
}

func tlsConfig(chain, key string, log *slog.Logger, now func() time.Time) (*tls.Config, error) {
	c := &certificate{chain: chain, key: key, log: log, now: now, looked: now(), seen: state(chain, key)}
	var err error
	if c.pair, err = c.load(); err != nil {
		return nil, err
	}
	if expired(c.pair, now()) {
		log.Error("the TLS certificate has expired: browsers and devices refuse it", "certificate", chain, "expired", c.pair.Leaf.NotAfter)
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, CipherSuites: suites, GetCertificate: c.current, NextProtos: []string{"h2", "http/1.1"}}, nil
}

// certificate is what is in two files.
type certificate struct {
	chain, key string
	log        *slog.Logger
	now        func() time.Time

	mu     sync.Mutex
	pair   *tls.Certificate
	looked time.Time
	seen   [2]fileState
}

// fileState tells two contents of a file apart; it is zero for a file that is not there.
type fileState struct {
	changed time.Time
	size    int64
}

func state(files ...string) (states [2]fileState) {
	for i, name := range files {
		if f, err := os.Stat(name); err == nil {
			states[i] = fileState{f.ModTime(), f.Size()}
		}
	}
	return states
}

func (c *certificate) load() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(c.chain, c.key)
	if err != nil {
		return nil, fmt.Errorf("read the TLS certificate %s and its key %s: %w", c.chain, c.key, err)
	}
	if info, err := os.Stat(c.key); err == nil && secret.ReadByOthers(info) {
		c.log.Warn("others can read the key of the TLS certificate: run chmod 600 on it as its owner", "key", c.key, "mode", info.Mode().Perm())
	}
	return &pair, nil
}

func expired(pair *tls.Certificate, now time.Time) bool { return now.After(pair.Leaf.NotAfter) }

// current is the certificate for a new connection.
func (c *certificate) current(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked) >= lookEvery {
		c.looked = now
		c.look()
	}
	return c.pair, nil
}

// look takes the files when they are others than those that were seen last. Somebody may be writing them: then they are others again soon.
func (c *certificate) look() {
	now := state(c.chain, c.key)
	if now == c.seen {
		return
	}
	c.seen = now
	pair, err := c.load()
	if err == nil && expired(pair, c.now()) && !expired(c.pair, c.now()) {
		err = fmt.Errorf("%s expired on %s", c.chain, pair.Leaf.NotAfter.Format(time.DateTime))
	}
	if err != nil {
		c.log.Error("the new TLS certificate is not used", "error", err)
		return
	}
	c.pair = pair
	c.log.Info("the TLS certificate was renewed", "certificate", c.chain, "expires", pair.Leaf.NotAfter)
}
