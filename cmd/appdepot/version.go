package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"appdepot/models/store/db"
)

// version and commit are set when a release is built; other builds know at most the commit that Go noted.
var version, commit string

// showVersion prints what this program is.
type showVersion struct{}

// Run implements the command.
func (showVersion) Run() error {
	_, err := fmt.Fprint(os.Stdout, about())
	return err
}

// about names the version, the commit, Go and the database drivers, one a line.
func about() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		info = &debug.BuildInfo{}
	}
	lines := []string{
		"appdepot " + cmp.Or(version, "development"),
		"commit " + cmp.Or(commit, noted(info, "vcs.revision"), "unknown"),
		"go " + strings.TrimPrefix(runtime.Version(), "go") + " " + runtime.GOOS + "/" + runtime.GOARCH,
	}
	for _, d := range db.DriverModules() {
		lines = append(lines, fmt.Sprintf("%s %s %s", d.Database, d.Module, cmp.Or(moduleVersion(info, d.Module), "unknown")))
	}
	return strings.Join(lines, "\n") + "\n"
}

func noted(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

func moduleVersion(info *debug.BuildInfo, path string) string {
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return ""
}
