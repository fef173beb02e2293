package catalog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"appdepot/models"
	"appdepot/models/reason"
)

// site is one catalog on the network: where it is and how it is asked.
type site struct {
	client *client
	name   string   // as people know it
	base   *url.URL // without a slash at the end
	own    bool     // the operator named its host, which may be inside
	pace   *rateLimit
}

// body is what a POST sends: a text, or a file.
type body struct {
	kind string // media type
	text []byte
	key  string // Idempotency-Key of what is to be made; empty for none

	file   io.ReadCloser
	size   int64  // bytes of the file
	digest string // of the file, as RFC 9530 writes it
}

func (b *body) reader() io.Reader {
	switch {
	case b == nil:
		return nil
	case b.file != nil:
		return b.file
	}
	return bytes.NewReader(b.text)
}

func jsonBody(document any) (*body, error) {
	if document == nil {
		return nil, nil
	}
	text, err := json.Marshal(document)
	return &body{kind: "application/json", text: text}, err
}

// errNotFound says that the catalog knows no such thing.
var errNotFound = errors.New("not in the catalog")

// get asks for a document; errNotFound when there is none.
func (s *site) get(ctx context.Context, path string, query url.Values, into any) error {
	return s.ask(ctx, http.MethodGet, s.at(path, query), nil, into)
}

// post asks with a JSON document.
func (s *site) post(ctx context.Context, path string, question, into any) error {
	b, err := jsonBody(question)
	if err != nil {
		return err
	}
	return s.ask(ctx, http.MethodPost, s.at(path, nil), b, into)
}

// at is an address of the catalog; path is escaped where it has to be.
func (s *site) at(path string, query url.Values) *url.URL {
	u := *s.base
	u.RawPath, u.RawQuery = "", query.Encode()
	u = *u.JoinPath(path)
	return &u
}

// ask reads a JSON answer, the remembered one when there is one.
func (s *site) ask(ctx context.Context, method string, u *url.URL, b *body, into any) error {
	question := method + " " + u.String()
	if b != nil {
		question += "\n" + string(b.text)
	}
	text, ok := s.client.answers.get(question)
	if !ok {
		var err error
		if text, err = s.fetch(ctx, method, u, b, maxAnswerBytes); err != nil {
			return err
		}
	}
	if err := s.read(text, into); err != nil {
		return err
	}
	if !ok {
		s.client.answers.put(question, text)
	}
	return nil
}

func (s *site) read(text []byte, into any) error {
	if err := json.Unmarshal(text, into); err != nil {
		return s.unreadable(err)
	}
	return nil
}

// fetch reads a whole answer of at most so many bytes, which comes soon.
func (s *site) fetch(ctx context.Context, method string, u *url.URL, b *body, most int64) ([]byte, error) {
	if !s.pace.allow() {
		return nil, s.busy()
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	return s.exchange(ctx, method, u, b, most)
}

// exchange reads a whole answer of at most so many bytes, however long it takes.
func (s *site) exchange(ctx context.Context, method string, u *url.URL, b *body, most int64) ([]byte, error) {
	response, err := s.client.do(ctx, method, u, s.own && sameHost(u, s.base), b)
	if err != nil {
		return nil, s.notReached(err)
	}
	defer response.Body.Close()
	switch code := response.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusNoContent:
		return nil, errNotFound
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable:
		return nil, s.busy()
	case code < 200 || code > 299:
		return nil, s.refused(response)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, most+1))
	switch {
	case err != nil:
		return nil, s.notReached(err)
	case int64(len(text)) > most:
		return nil, s.unreadable(errTooLarge)
	}
	return text, nil
}

// iconAddress is the address of a picture that a page may show through Catalogs.Icon; "" when the address is none that would be fetched.
func (s *site) iconAddress(address string) string {
	if s.iconURL(address) == nil {
		return ""
	}
	if _, ok := s.client.answers.get(iconAnswer + address); !ok {
		s.client.answers.put(iconAnswer+address, nil)
	}
	return address
}

// iconAnswer stands before the addresses of pictures among the answers; the text is empty until the picture was fetched.
const iconAnswer = "icon "

// maxAddress bounds an address that a catalog names, in bytes.
const maxAddress = 2000

// iconURL reads the address of a picture, nil when it would not be fetched.
func (s *site) iconURL(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || len(address) > maxAddress || u.Scheme != "https" && !(s.own && sameHost(u, s.base)) {
		return nil
	}
	return u
}

// icon fetches a picture. An app can do without one, so a failure is no error.
func (s *site) icon(ctx context.Context, address string) []byte {
	u := s.iconURL(address)
	if u == nil {
		return nil
	}
	if kept, _ := s.client.answers.get(iconAnswer + address); len(kept) > 0 {
		return kept
	}
	unpaced := site{client: s.client, name: s.name, base: s.base, own: s.own}
	picture, err := unpaced.fetch(ctx, http.MethodGet, u, nil, maxIconBytes)
	if err != nil || !strings.HasPrefix(http.DetectContentType(picture), "image/") {
		return nil
	}
	s.client.answers.put(iconAnswer+address, picture)
	return picture
}

func (s *site) notReached(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errInside):
		return reason.SiteInside.Of(s.name).Unavailable().Because(err)
	case errors.Is(err, errRedirect), errors.Is(err, errScheme):
		return reason.SiteRedirects.Of(s.name).Unavailable().Because(err)
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return reason.SiteTimedOut.Of(s.name).Unavailable().Because(err)
	}
	return reason.SiteUnreachable.Of(s.name).Unavailable().Because(err)
}

func isTimeout(err error) bool {
	t, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err)
	return ok && t.Timeout()
}

func (s *site) busy() error {
	return models.Unavailable("%s is busy. Try again in a minute.", s.name)
}

// refused reads why a catalog does not do what it was asked. The cause is a *refusal.
func (s *site) refused(r *http.Response) error {
	return reason.SiteRefused.Of(s.name, r.Status).Unavailable().
		Because(&refusal{r.StatusCode, reasonOf(r)})
}

func (s *site) unreadable(err error) error {
	return models.Unavailable("%s sent an unreadable response. Try again later, or enter the app details manually.", s.name).Because(err)
}

// errMissing says that an app is no longer in the catalog.
func errMissing(name string) error {
	return models.NotFound("%s does not have this app. It may have been withdrawn. Search again.", name)
}
