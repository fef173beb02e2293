package catalog_test

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/reason"
)

// encrypted runs a server that speaks https, and counts what it is asked.
func encrypted(t *testing.T, h http.Handler) (address string, trusted *x509.CertPool, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	trusted = x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	return server.URL, trusted, asked
}

// Content comes from inside only where the operator named the host, and from no other port of it when a port was named.
func TestDownloadsFromHostsThatTheOperatorNamed(t *testing.T) {
	other, _, reached := encrypted(t, http.NotFoundHandler())
	address, trusted, asked := encrypted(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			http.Redirect(w, r, other+"/secret", http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, "content")
	}))
	sum := sha256.Sum256([]byte("content"))
	file := catalog.Download{Name: "setup.exe", SHA256: hex.EncodeToString(sum[:])}
	named := strings.TrimPrefix(address, "https://")
	fetch := func(path string, hosts ...string) (string, error) {
		c := open(t, catalog.Options{Hosts: hosts, RootCAs: trusted}, models.CatalogSettings{})
		file.URL = address + path
		content, size, err := c.Open(t.Context(), file)
		if err != nil {
			return "", err
		}
		defer content.Close()
		text, err := io.ReadAll(content)
		if err == nil && size != int64(len(text)) {
			t.Errorf("%d bytes were announced, %d came", size, len(text))
		}
		return string(text), err
	}
	for _, host := range []string{named, "127.0.0.1"} {
		if text, err := fetch("/setup.exe", host); text != "content" || err != nil {
			t.Errorf("named as %s: %q, %v", host, text, err)
		}
	}
	before := asked.Load()
	for _, hosts := range [][]string{nil, {"127.0.0.1:1"}, {"localhost"}, {""}} {
		if _, err := fetch("/setup.exe", hosts...); models.KindOf(err) != models.KindUnavailable || models.ReasonOf(err).Code != reason.SiteInside.Code {
			t.Errorf("with %q named: %v", hosts, err)
		}
	}
	if asked.Load() != before {
		t.Error("a host that nobody named was reached")
	}
	if _, err := fetch("/elsewhere", named); models.KindOf(err) != models.KindUnavailable || reached.Load() != 0 {
		t.Errorf("led elsewhere inside: %v, reached %d times", err, reached.Load())
	}
}

func TestSourcesOnHostsThatTheOperatorNamed(t *testing.T) {
	address, asked := serve(t, standin.Winget())
	source := models.CatalogSource{ID: models.NewID(), Name: "Inside", Kind: models.WingetREST, Location: address}
	named := open(t, catalog.Options{Hosts: []string{host(address)}}, models.CatalogSettings{})
	if err := named.CheckSource(t.Context(), source); err != nil || asked.Load() == 0 {
		t.Errorf("on a named host: %v", err)
	}
	before := asked.Load()
	unnamed := open(t, catalog.Options{Hosts: []string{"winget.example.org"}}, models.CatalogSettings{})
	for _, location := range []string{address, strings.Replace(address, "http:", "https:", 1)} {
		source.Location = location
		if err := unnamed.CheckSource(t.Context(), source); err == nil {
			t.Errorf("%s was asked, though nobody named its host", location)
		}
	}
	if asked.Load() != before {
		t.Error("a host that nobody named was reached")
	}
}

// An address may have an account in its path and a signature in its query: an error, which logs and the queue keep, has neither.
func TestErrorsHaveOnlyTheHostOfAnAddress(t *testing.T) {
	address, _, _ := encrypted(t, http.NotFoundHandler()) // whose certificate nobody trusts
	c := open(t, catalog.Options{Hosts: []string{strings.TrimPrefix(address, "https://")}}, models.CatalogSettings{})
	_, _, err := c.Open(t.Context(), catalog.Download{Name: "setup.exe", URL: address + "/account-58d2/setup.exe?sig=s1gn4tur3"})
	if err == nil {
		t.Fatal("an unknown certificate was trusted")
	}
	for ; err != nil; err = errors.Unwrap(err) {
		if text := err.Error(); strings.Contains(text, "s1gn4tur3") || strings.Contains(text, "account-58d2") {
			t.Errorf("the error says %q", text)
		}
	}
}
