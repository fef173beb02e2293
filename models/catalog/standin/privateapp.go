package standin

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"os"

	"appdepot/models"
	"appdepot/models/installer"
)

// mostPrivateApp is the largest package that is taken, in bytes.
const mostPrivateApp = 2 << 30

// privateApp makes an app of the package that is the body. Nothing else waits for it to arrive.
func (p *play) privateApp(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("account") != p.account {
		http.NotFound(w, r)
		return
	}
	title := r.URL.Query().Get("title")
	if title == "" {
		http.Error(w, "a private app needs a title", http.StatusBadRequest)
		return
	}
	a, status, err := privateAppOf(r.Context(), http.MaxBytesReader(w, r.Body, mostPrivateApp), r.Header.Get("Repr-Digest"))
	if err != nil {
		http.Error(w, err.Error(), status)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.find(a.PackageName) >= 0 {
		http.Error(w, "the package name "+a.PackageName+" is taken", http.StatusConflict)
		return
	}
	a.Title, a.Author, a.Kind, a.Free, a.Approved = title, p.name, "privateApp", true, true
	p.apps = append(p.apps, a)
	write(w, "application/json", a.shown(r))
}

// privateAppOf reads a package that has this digest. What is wrong with it goes with a status.
func privateAppOf(ctx context.Context, body io.Reader, digest string) (a playApp, status int, err error) {
	file, err := os.CreateTemp("", "private-app-*.apk")
	if err != nil {
		return a, http.StatusInternalServerError, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, sum), body)
	if err != nil {
		return a, http.StatusBadRequest, err
	}
	if digest != "sha-256=:"+base64.StdEncoding.EncodeToString(sum.Sum(nil))+":" {
		return a, http.StatusBadRequest, errors.New("the bytes are not those of the digest")
	}
	report, err := installer.Inspect(ctx, file, size)
	if err == nil && (report.Format != installer.FormatAPK || report.Fact(models.FactDebuggable) != "") {
		err = errors.New("only Android packages that are no debug builds become private apps")
	}
	if err != nil {
		return a, http.StatusUnprocessableEntity, err
	}
	return playApp{
		PackageName: report.Fact(models.FactPackageID), Version: report.Fact(models.FactVersion), MinimumOS: report.Fact(models.FactMinimumOS),
	}, http.StatusOK, nil
}
