package main

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"appdepot/views/link"
)

// A server that is killed while somebody edits assignments has every change that it said yes to.
func TestKilledWhileAssignmentsAreEdited(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	ada := signIn(t, server.URL, demoAdmin, password)
	app := regexp.MustCompile(`href="/apps/([0-9a-f-]{36})"`).FindStringSubmatch(ada.get(link.Apps() + "?q=" + forAll))
	if app == nil {
		t.Fatal("the demo's app is not listed")
	}
	changed := ada.post(link.Assignments(app[1])+"/targets/uid", url.Values{})
	if changed.StatusCode != http.StatusSeeOther {
		t.Fatalf("changing the assignments: %s", changed.Status)
	}
	edit := changed.Header.Get("Location")
	server.kill()
	demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://")) // the session still counts
	if page := ada.get(edit); !strings.Contains(page, "Unsaved changes") || !strings.Contains(page, edit+"/targets/uid/delete") {
		t.Error("the change was kept before the end and is gone")
	}
}
