package fleet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"strings"

	"appdepot/cmd/depotsim/client"
)

var (
	errMismatch = errors.New("the package does not have the SHA-256 that was announced")
	errBroken   = errors.New("the download broke off again and again")
)

// tries is how often a download goes on without a single byte more before it is given up.
const tries = 5

// transfer is a package on its way in.
type transfer struct {
	content  client.Content
	sum      hash.Hash
	kept     *keeping
	received int64 // bytes of the package so far
	moved    int64 // bytes over the network, also those that were of no use
	etag     string
	cutAt    int64 // where the pretended break is; 0 is nowhere
}

// download fetches a package, goes on where a connection broke off, and checks the SHA-256 of the whole. It returns the
// bytes that came over the network.
func (d *Device) download(ctx context.Context, c client.Content) (int64, error) {
	kept, err := keep(d.habits.Keep)
	if err != nil {
		return 0, err
	}
	defer kept.discard()
	t := &transfer{content: c, sum: sha256.New(), kept: kept}
	if d.dice.happens(d.habits.BreakRate) && c.Size > 1 {
		t.cutAt = 1 + d.dice.Int64N(c.Size-1)
	}
	for left := tries; left > 0 && t.received < c.Size; left-- {
		before := t.received
		if err := d.fetch(ctx, t); err != nil {
			return t.moved, err
		}
		if t.received > before {
			left = tries
		}
	}
	switch {
	case t.received < c.Size:
		return t.moved, errBroken
	case t.received > c.Size || hex.EncodeToString(t.sum.Sum(nil)) != c.Sha256:
		return t.moved, errMismatch
	}
	return t.moved, kept.as(c.Sha256)
}

// fetch asks for what is missing and takes what comes. That the rest breaks off is no error.
func (d *Device) fetch(ctx context.Context, t *transfer) error {
	params := &client.DownloadParams{}
	if t.received > 0 {
		from := fmt.Sprintf("bytes=%d-", t.received)
		params.Range, params.IfRange = &from, &t.etag
	}
	r, err := d.server.api.Download(ctx, t.content.VersionId, params, d.toward(t.content.Url))
	if err != nil {
		return err
	}
	defer r.Body.Close()
	switch r.StatusCode {
	case http.StatusOK, http.StatusRequestedRangeNotSatisfiable:
		if err := t.restart(); err != nil {
			return err
		}
	case http.StatusPartialContent:
		if !strings.HasPrefix(r.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", t.received)) {
			return fmt.Errorf("asked for the package from byte %d, got %q", t.received, r.Header.Get("Content-Range"))
		}
	default:
		body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<16))
		return refusal(r, body)
	}
	if r.StatusCode < 300 {
		t.etag = r.Header.Get("ETag")
		t.take(r.Body)
	}
	return ctx.Err()
}

// restart forgets what has been received.
func (t *transfer) restart() error {
	t.received = 0
	t.sum.Reset()
	return t.kept.empty()
}

// take reads until the end, a failure, the pretended break, or one byte more than was announced.
func (t *transfer) take(body io.Reader) {
	most := t.content.Size + 1 - t.received
	if t.cutAt > t.received {
		most, t.cutAt = t.cutAt-t.received, 0
	}
	n, _ := io.Copy(io.MultiWriter(t.sum, t.kept), io.LimitReader(body, most))
	t.received += n
	t.moved += n
}

// toward sends a request to the address the order names, with the device token only when that is the server's own.
func (d *Device) toward(address string) client.RequestEditorFn {
	return func(ctx context.Context, r *http.Request) error {
		target, err := d.server.address.Parse(address)
		if err != nil {
			return fmt.Errorf("the package's address %q: %w", address, err)
		}
		r.URL, r.Host = target, target.Host
		if target.Scheme == d.server.address.Scheme && target.Host == d.server.address.Host {
			return d.sign(ctx, r)
		}
		return nil
	}
}
