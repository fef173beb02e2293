package catalog

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"appdepot/models"
)

// How long sending a package may take: a while for any, and more for large ones. Slow lines carry 256 KB a second.
const (
	sendTime  = 2 * time.Minute
	sendSpeed = 256 << 10
)

// PrivateApp is an Android package of the organization's own, of which managed Google Play is to make an app.
type PrivateApp struct {
	Title       string
	PackageName string
	Size        int64  // bytes
	SHA256      string // hex
	Content     io.Reader
}

// MakePrivateApp has the catalog make an app of a package, which is streamed there. When the catalog has it but its answer
// never came, Approved lists the app. A package that it refuses is an Invalid error with its reason, and one whose package name
// is taken a Conflict.
func (p Play) MakePrivateApp(ctx context.Context, a PrivateApp) (Item, error) {
	sum, err := hex.DecodeString(a.SHA256)
	if err != nil {
		return Item{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime+time.Duration(a.Size/sendSpeed)*time.Second)
	defer cancel()
	content := &revocableReader{from: a.Content}
	text, err := p.site.exchange(ctx, http.MethodPost, p.site.at(p.path("privateApps"), url.Values{"title": {a.Title}}), &body{
		kind: "application/vnd.android.package-archive", file: content, size: a.Size, digest: "sha-256=:" + base64.StdEncoding.EncodeToString(sum) + ":",
	}, maxAnswerBytes)
	if failed := content.revoke(); failed != nil {
		return Item{}, failed
	}
	if err != nil {
		return Item{}, p.refusedPackage(a, err)
	}
	var made playApp
	if err := p.site.read(text, &made); err != nil {
		return Item{}, err
	}
	if made.PackageName != a.PackageName {
		return Item{}, p.site.unreadable(errors.New("a private app with the package name " + made.PackageName))
	}
	made.Kind = "privateApp"
	return p.item(ctx, made), nil
}

// refusedPackage says what a refusal means for a package.
func (p Play) refusedPackage(a PrivateApp, err error) error {
	if errors.Is(err, errNotFound) {
		return models.Invalid("%s does not accept private apps for this account. Contact the catalog provider.", p.site.name).Because(err)
	}
	no, ok := errors.AsType[*refusal](err)
	if !ok {
		return err
	}
	switch no.status {
	case http.StatusConflict:
		return models.Conflict("Google Play already has an app with the package name %s. If it is yours, select Sync now to add it. "+
			"Otherwise, build the app with another package name.", a.PackageName).Because(err)
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		if no.reason == "" {
			return models.Invalid("%s rejected the package without a reason. Contact the publisher.", p.site.name).Because(err)
		}
		return models.Invalid("%s rejected the package: %s", p.site.name, no.reason).Because(err)
	}
	return err
}

// revocableReader is what a request sends. The transport may go on reading it after the request has ended; back puts an end to that.
type revocableReader struct {
	mu    sync.Mutex
	from  io.Reader // nil once it was taken back
	wrong error     // of reading
}

func (l *revocableReader) Read(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.from == nil {
		return 0, io.ErrClosedPipe
	}
	n, err := l.from.Read(b)
	if err != nil && err != io.EOF {
		l.wrong = err
	}
	return n, err
}

func (l *revocableReader) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.from = nil
	return nil
}

// revoke ends the reading, and tells what went wrong with it.
func (l *revocableReader) revoke() error {
	_ = l.Close() // which cannot fail
	return l.wrong
}
