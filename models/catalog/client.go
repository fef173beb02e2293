package catalog

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"appdepot/models"
)

// The bounds of one look-up.
const (
	askTime        = 15 * time.Second
	connectTime    = 5 * time.Second
	maxAnswerBytes = 8 << 20 // bytes
	maxIconBytes   = models.MaxImageBytes
	maxRedirects   = 5
	answersKept    = 10 * time.Minute
)

var (
	errRedirect = errors.New("the answer leads elsewhere, which is not followed")
	errTooLarge = errors.New("the answer is too large")
	errScheme   = errors.New("the address is not https")
)

// client speaks HTTP with catalogs: it asks questions, and sends files, after which a catalog may think for longer.
type client struct {
	lookups, uploads routes
	answers          *answerCache
}

// routes are where requests go through. Most go through guarded, which connects to public addresses only; own is for hosts that
// the operator named, and stays on the host it was sent to.
type routes struct{ guarded, trusted *http.Client }

func newClient(o Options) *client {
	guarded := &net.Dialer{Timeout: connectTime, Resolver: o.Resolver, Control: refuseInside}
	own := &net.Dialer{Timeout: connectTime, Resolver: o.Resolver}
	inside := standIns(o.StandIns, own.DialContext)
	waiting := func(answer time.Duration) routes {
		return routes{
			guarded: &http.Client{Transport: transport(guarded.DialContext, o.RootCAs, answer), CheckRedirect: stayEncrypted},
			trusted: &http.Client{Transport: transport(inside, o.RootCAs, answer), CheckRedirect: stayOnHost},
		}
	}
	return &client{lookups: waiting(askTime), uploads: waiting(0), answers: newAnswers(o.Now)}
}

type dial func(ctx context.Context, network, address string) (net.Conn, error)

// transport knows no proxy: one would resolve names itself, behind the dialer's back. It waits that long for an answer to begin;
// 0 leaves that to the request.
func transport(d dial, trusted *x509.CertPool, answer time.Duration) *http.Transport {
	return &http.Transport{
		DialContext:            d,
		TLSClientConfig:        &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    connectTime,
		ResponseHeaderTimeout:  answer,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        time.Minute,
		ForceAttemptHTTP2:      true,
	}
}

func stayEncrypted(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || r.URL.Scheme != "https" {
		return errRedirect
	}
	return nil
}

func stayOnHost(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || !sameHost(r.URL, via[0].URL) {
		return errRedirect
	}
	return nil
}

func sameHost(a, b *url.URL) bool { return a.Scheme == b.Scheme && a.Host == b.Host }

// do sends a request to u. The caller closes the body.
func (c *client) do(ctx context.Context, method string, u *url.URL, own bool, body *body) (*http.Response, error) {
	if !own && u.Scheme != "https" {
		return nil, errScheme
	}
	r, err := http.NewRequestWithContext(ctx, method, u.String(), body.reader())
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", "Appdepot")
	through := c.lookups
	if body != nil {
		r.Header.Set("Content-Type", body.kind)
		if body.key != "" {
			r.Header.Set("Idempotency-Key", body.key)
		}
		if body.file != nil {
			through, r.ContentLength = c.uploads, body.size
			r.Header.Set("Repr-Digest", body.digest)
		}
	}
	to := through.guarded
	if own {
		to = through.trusted
	}
	response, err := to.Do(r)
	return response, withoutSecrets(err)
}

// withoutSecrets leaves only the host of the address in an error, which logs and the queue keep: a path can have an account in it, and a
// query a signature.
func withoutSecrets(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		host := url.URL{}
		if u, wrong := url.Parse(e.URL); wrong == nil {
			host = url.URL{Scheme: u.Scheme, Host: u.Host}
		}
		e.URL = host.String()
	}
	return err
}
