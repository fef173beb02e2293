package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/catalog/standin"
	"appdepot/models/store"
	"appdepot/views/link"
)

// Administrators may name catalogs inside only on hosts that the operator named.
func TestCatalogHosts(t *testing.T) {
	t.Parallel()
	named, other := httptest.NewServer(standin.Winget()), httptest.NewServer(standin.Winget())
	t.Cleanup(named.Close)
	t.Cleanup(other.Close)
	folder := t.TempDir()
	found(t, store.Options{Database: filepath.Join(folder, "appdepot.db")})
	hosts := "winget.example.org," + strings.TrimPrefix(named.URL, "http://")
	server := start(t, []string{"APPDEPOT_CATALOG_HOSTS=" + hosts}, "--data", folder, "--listen", "127.0.0.1:0")
	c := signIn(t, server.URL, demoAdmin, password)
	for location, want := range map[string]int{
		named.URL: http.StatusSeeOther, other.URL: http.StatusUnprocessableEntity, strings.Replace(other.URL, "http:", "https:", 1): http.StatusUnprocessableEntity,
	} {
		answer := c.post(link.CatalogSources(), url.Values{"name": {"At " + location}, "kind": {string(models.WingetREST)}, "location": {location}})
		if answer.StatusCode != want {
			t.Errorf("a source at %s: %s", location, answer.Status)
		}
	}
}
