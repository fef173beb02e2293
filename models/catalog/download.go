package catalog

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"net/http"
	"net/url"
	"slices"

	"appdepot/models/reason"
)

// Open fetches a file that a catalog points to. The caller reads it to the end, where a file that is not the one the
// catalog means is an Invalid error, and closes it. size is -1 when the server does not say.
func (c *Catalogs) Open(ctx context.Context, d Download) (content io.ReadCloser, size int64, err error) {
	if err := c.refusal("", false); err != nil {
		return nil, 0, err
	}
	u, err := url.Parse(https(d.URL))
	if err != nil || u.Host == "" {
		return nil, 0, reason.AddressNotSecure.Of(d.Name).Invalid()
	}
	at := &site{client: c.client, name: u.Host, base: u}
	own := slices.Contains(c.options.Hosts, u.Host) || slices.Contains(c.options.Hosts, u.Hostname())
	response, err := c.client.do(ctx, http.MethodGet, u, own, nil)
	if err != nil {
		return nil, 0, at.notReached(err)
	}
	if response.StatusCode != http.StatusOK {
		defer response.Body.Close()
		return nil, 0, at.refused(response)
	}
	return &checkedReader{from: response.Body, name: d.Name, want: d.SHA256, sum: sha256.New()}, response.ContentLength, nil
}

// checkedReader hashes what is read, and compares at the end.
type checkedReader struct {
	from       io.ReadCloser
	name, want string
	sum        hash.Hash
}

func (c *checkedReader) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.sum.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(c.sum.Sum(nil)) != c.want {
		err = reason.FileDiffers.Of(c.name).Invalid()
	}
	return n, err
}

func (c *checkedReader) Close() error { return c.from.Close() }
