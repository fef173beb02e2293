package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"appdepot/cmd/depotsim/client"
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
	args := []string{"--enrolment-token", "one,1", "--enrolment-token", "two", "--tokens-file", file}
	o, err := parse(t, args...)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := o.tokens(); err != nil || !slices.Equal(got, []string{"one,1", "two", "three", "four"}) {
		t.Errorf("tokens %q, %v", got, err)
	}
	o, _ = parse(t, append(args, "--devices", "3")...)
	if got, err := o.tokens(); err != nil || len(got) != 3 {
		t.Errorf("three devices get %q, %v", got, err)
	}
	o, _ = parse(t, append(args, "--devices", "5")...)
	if _, err := o.tokens(); err == nil || !strings.Contains(err.Error(), "there are 4") {
		t.Errorf("five devices with four tokens: %v", err)
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
	if err := o.Run(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "--enrolment-token") {
		t.Errorf("without devices: %v", err)
	}
	o, _ = parse(t, "--server", "depot.example")
	if err := o.Run(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "https://") {
		t.Errorf("without a scheme: %v", err)
	}
}
