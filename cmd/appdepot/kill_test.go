package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	sim "appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

const (
	demoAdmin = "ada@harbour.example"
	forAll    = "Intranet" // the demo's app that every device must have
)

func tool(version string) []byte {
	return sample.MSI(sample.MSIOptions{Name: "Depot Tool " + version, Version: version, Manufacturer: "Example", AllUsers: "1", Platform: "x64",
		Language: 1033, ProductCode: "{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}", UpgradeCode: "{0B7E2C58-7B7D-4E5A-9C38-2E0B4B7F2A10}"})
}

// A server that is killed in the middle of an upload has every upload and draft that it said yes to, and nothing of the
// one it was receiving.
func TestKilledDuringAnUpload(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	ada := signIn(t, server.URL, demoAdmin, password)
	whole := ada.draft()
	file := tool("1.0.0")
	if answer, err := ada.upload(whole, "tool.msi", bytes.NewReader(file), int64(len(file))); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("uploading: %v, %v", answer, err)
	}
	saved := ada.post(link.DraftStep(whole, "information"), url.Values{"version": {versionOf(t, ada, whole)}, "displayName": {"Named before the end"}, "go": {"previous"}})
	if saved.StatusCode != http.StatusSeeOther {
		t.Fatalf("saving the draft: %s", saved.Status)
	}
	half := ada.draft()
	cut(t, server, ada, half)

	demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://")) // the session still counts
	page := ada.get(link.DraftStep(whole, "information"))
	for _, want := range []string{"Named before the end", "tool.msi", "{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q was kept before the end and is gone", want)
		}
	}
	if strings.Contains(ada.get(link.DraftStep(half, "information"))+ada.get(link.Drafts()), "half.msi") {
		t.Error("half an upload is listed")
	}
	again := tool("2.0.0")
	if answer, err := ada.upload(half, "half.msi", bytes.NewReader(again), int64(len(again))); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("uploading again: %v, %v", answer, err)
	}
	if page := ada.get(link.DraftStep(half, "information")); !strings.Contains(page, "Depot Tool 2.0.0") {
		t.Error("the file that was uploaded again is not there")
	}
}

// cut kills the server when a large part of an upload has left and the rest has not.
func cut(t *testing.T, server *process, c client, draft string) {
	t.Helper()
	const size = 64 << 20
	body, feed := io.Pipe()
	done := make(chan error, 1)
	go func() {
		answer, err := c.upload(draft, "half.msi", body, size)
		if err == nil {
			err = fmt.Errorf("the upload was answered with %s", answer.Status)
		}
		done <- err
	}()
	if _, err := feed.Write(make([]byte, size/2)); err != nil { // returns when it has been sent
		t.Fatal(err)
	}
	server.kill()
	feed.CloseWithError(io.ErrUnexpectedEOF)
	if err := <-done; err == nil || strings.Contains(err.Error(), "was answered") {
		t.Fatalf("half an upload: %v", err)
	}
}

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// versionOf is the version that a draft's form was made from.
func versionOf(t *testing.T, c client, draft string) string {
	t.Helper()
	m := versionField.FindStringSubmatch(c.get(link.DraftStep(draft, "information")))
	if m == nil {
		t.Fatal("the draft's form has no version")
	}
	return m[1]
}

// A server that is killed while a fleet checks in has every report that it accepted, and the fleet goes on where it was.
func TestKilledDuringCheckIns(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	ada := signIn(t, server.URL, demoAdmin, password)
	devices := enrollSome(t, folder, server.URL)
	accepted := map[string]bool{}
	var mu sync.Mutex
	for _, d := range devices {
		d.Log = func(text string) {
			if strings.Contains(text, " "+forAll+" ") && strings.HasSuffix(text, "succeeded") {
				mu.Lock()
				defer mu.Unlock()
				if accepted[d.Facts.Name] = true; len(accepted) == 5 {
					server.kill()
				}
			}
		}
	}
	var all sync.WaitGroup
	for _, d := range devices {
		all.Go(func() { d.CheckIn(t.Context()) }) // those after the end fail, as they must
	}
	all.Wait()
	if len(accepted) == len(devices) {
		t.Fatal("every device was done before the end came; nothing was tested")
	}

	demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://"))
	states := installed(t, ada)
	for name := range accepted {
		if !states[name] {
			t.Errorf("the report of %s was accepted and is gone", name)
		}
	}
	if _, err := fleet.Run(t.Context(), devices, fleet.Options{Once: true}); err != nil {
		t.Fatal(err)
	}
	states = installed(t, ada)
	for _, d := range devices {
		if !states[d.Facts.Name] {
			t.Errorf("%s does not have %s in the end", d.Facts.Name, forAll)
		}
	}
}

// enrollSome adds devices to the server of a folder, which take up to a second for an app.
func enrollSome(t *testing.T, folder, address string) (devices []*fleet.Device) {
	t.Helper()
	s := openFolder(t, folder)
	server, err := fleet.Connect(address, http.DefaultClient)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 24 {
		token, _, err := s.AddEnrollmentToken(storetest.System(t), field.Form{"user": {demoAdmin}, "lifetime": {"1"}})
		if err != nil {
			t.Fatal(err)
		}
		d, err := server.Enroll(t.Context(), fleet.Facts(sim.PlatformAndroid, 1000+i), token, fleet.Habits{Seed: uint64(i), Delay: time.Second})
		if err != nil {
			t.Fatal(err)
		}
		devices = append(devices, d)
	}
	return devices
}

// installed are the devices on which the app for all stands as installed, as the admin portal exports it.
func installed(t *testing.T, c client) map[string]bool {
	t.Helper()
	m := regexp.MustCompile(`href="(/apps/[0-9a-f-]{36})`).FindStringSubmatch(c.get(link.Query(link.Apps(), "q", forAll)))
	if m == nil {
		t.Fatalf("%s is not among the apps", forAll)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(c.get(m[1]+"/device-status.csv"), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]bool{}
	status := slices.Index(rows[0], "Status")
	for _, row := range rows[1:] {
		states[row[0]] = row[status] == "Installed"
	}
	return states
}
