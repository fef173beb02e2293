package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
)

func parse(t *testing.T, args ...string) (options, error) {
	t.Helper()
	var o options
	k, err := kong.New(&o, kong.Exit(func(int) {}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = k.Parse(args)
	return o, err
}

func TestTokensComeFromFlagsAndFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(file, []byte("three\n\n  four \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--enrollment-token", "one,1", "--enrollment-token", "two", "--tokens-file", file}
	o, err := parse(t, args...)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := o.tokens(nil); err != nil || !slices.Equal(got, []string{"one,1", "two", "three", "four"}) {
		t.Errorf("tokens %q, %v", got, err)
	}
	o, _ = parse(t, append(args, "--devices", "3")...)
	if got, err := o.tokens(nil); err != nil || len(got) != 3 {
		t.Errorf("three devices get %q, %v", got, err)
	}
	o, _ = parse(t, append(args, "--devices", "5")...)
	if _, err := o.tokens(nil); err == nil || !strings.Contains(err.Error(), "there are 4") {
		t.Errorf("five devices with four tokens: %v", err)
	}
}

func TestUsedTokensArePassedOver(t *testing.T) {
	server, err := fleet.Connect("https://depot.example", http.DefaultClient)
	if err != nil {
		t.Fatal(err)
	}
	known := []*fleet.Device{server.Resume(fleet.Saved{EnrolledWith: fleet.Fingerprint("two")}, fleet.Habits{})}
	o, _ := parse(t, "--enrollment-token", "one", "--enrollment-token", "two")
	if got, err := o.tokens(known); err != nil || !slices.Equal(got, []string{"one"}) {
		t.Errorf("tokens %q, %v", got, err)
	}
}

func TestRunWaitsForServerAndTokens(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tokens")
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "application/yaml")
		io.WriteString(w, "openapi: 3.1.0\n")
	}))
	defer server.Close()
	connected, err := fleet.Connect(server.URL, server.Client())
	if err != nil {
		t.Fatal(err)
	}
	o, _ := parse(t, "--tokens-file", file, "--wait", "10ms")
	if err := o.await(t.Context(), connected); err == nil || asked > 0 {
		t.Errorf("without the file: %v, the server was asked %d times", err, asked)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o.Wait = time.Minute
	if err := o.await(t.Context(), connected); err != nil || asked != 2 {
		t.Errorf("with the file: %v, the server was asked %d times", err, asked)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, args := range [][]string{{"--fail-rate", "1.5"}, {"--remove-rate=-0.1"}, {"--platform", "beos"}} {
		if _, err := parse(t, args...); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
	o, err := parse(t, "--platform", "ios,windows")
	if err != nil || !slices.Equal(o.Platform, []client.Platform{client.PlatformIos, client.PlatformWindows}) {
		t.Errorf("platforms %q, %v", o.Platform, err)
	}
}

func TestRunSaysWhatIsMissing(t *testing.T) {
	o, _ := parse(t)
	if err := o.Run(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "--enrollment-token") {
		t.Errorf("without devices: %v", err)
	}
	o, _ = parse(t, "--server", "depot.example")
	if err := o.Run(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "https://") {
		t.Errorf("without a scheme: %v", err)
	}
}

// What a program that is killed leaves behind is never far from what its devices are.
func TestDevicesAreSavedMeanwhile(t *testing.T) {
	server, err := fleet.Connect("https://depot.example", http.DefaultClient)
	if err != nil {
		t.Fatal(err)
	}
	o := options{State: filepath.Join(t.TempDir(), "state")}
	stop := o.keepSaving([]*fleet.Device{server.Resume(fleet.Saved{ID: "one"}, fleet.Habits{})}, time.Millisecond, func(string, string) {})
	defer stop()
	for { // until the test's time is over
		if saved, err := fleet.ReadState(o.State); err == nil && len(saved) == 1 && saved[0].ID == "one" {
			return
		}
		time.Sleep(time.Millisecond)
	}
}
