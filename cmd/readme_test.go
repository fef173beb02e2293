package cmd_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	setting    = regexp.MustCompile(`env:"([A-Z_]+)"`)
	target     = regexp.MustCompile("`make ([a-z-]+)`")
	linkedFile = regexp.MustCompile(`\]\(([^):#]+)\)|<img src="([^"]+)"`)
	rule       = regexp.MustCompile(`(?m)^([a-z-]+):`)
)

// TestReadmeTellsWhatThereIs: every setting of the server is in README.md, and its commands and links lead somewhere.
func TestReadmeTellsWhatThereIs(t *testing.T) {
	readme, makefile := read(t, "README.md"), read(t, "Makefile")
	for _, name := range files(t) {
		if !strings.HasPrefix(name, "cmd/appdepot/") || !strings.HasSuffix(name, ".go") {
			continue
		}
		for _, m := range setting.FindAllStringSubmatch(read(t, name), -1) {
			if !strings.Contains(readme, "`"+m[1]+"`") {
				t.Errorf("README.md does not tell of %s, which %s reads", m[1], name)
			}
		}
	}
	targets := map[string]bool{}
	for _, m := range rule.FindAllStringSubmatch(makefile, -1) {
		targets[m[1]] = true
	}
	for _, m := range target.FindAllStringSubmatch(readme, -1) {
		if !targets[m[1]] {
			t.Errorf("README.md tells of make %s, which the Makefile does not have", m[1])
		}
	}
	for _, m := range linkedFile.FindAllStringSubmatch(readme, -1) {
		read(t, m[1]+m[2])
	}
}

var namedPath = regexp.MustCompile("`((?:cmd|handlers|views|models|static)/[A-Za-z0-9_./-]+)`")

// TestContributingNamesWhatThereIs: the files that the guide for contributors names exist, and so do the commands.
func TestContributingNamesWhatThereIs(t *testing.T) {
	guide, makefile := read(t, ".github/CONTRIBUTING.md"), read(t, "Makefile")
	for _, m := range namedPath.FindAllStringSubmatch(guide, -1) {
		if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
			t.Errorf("CONTRIBUTING.md names %s, which is not there", m[1])
		}
	}
	for _, m := range target.FindAllStringSubmatch(guide, -1) {
		if !strings.Contains(makefile, "\n"+m[1]+":") {
			t.Errorf("CONTRIBUTING.md tells of make %s, which the Makefile does not have", m[1])
		}
	}
}
