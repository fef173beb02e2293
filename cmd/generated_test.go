package cmd_test

import (
	"bytes"
	"go/format"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/a-h/templ/generator"
	"github.com/a-h/templ/parser/v2"
)

func TestTemplatesAreGenerated(t *testing.T) {
	names := files(t)
	for _, name := range names {
		if base, ok := strings.CutSuffix(name, "_templ.go"); ok && !slices.Contains(names, base+".templ") {
			t.Errorf("%s comes from a template that is gone: remove it", name)
		}
		base, ok := strings.CutSuffix(name, ".templ")
		if !ok {
			continue
		}
		if !slices.Contains(names, base+"_templ.go") {
			t.Errorf("%s has not been generated: run make generate", name)
		} else if unnamed(read(t, base+"_templ.go")) != unnamed(generate(t, name)) {
			t.Errorf("%s_templ.go differs from its template: run make generate", base)
		}
	}
}

var fileName = regexp.MustCompile("FileName: `[^`]*`")

// unnamed leaves out the template's name in messages for the log: it depends on the folder templ was started in.
func unnamed(code string) string { return fileName.ReplaceAllString(code, "") }

// generate gives the Go code of a template as templ writes it.
func generate(t *testing.T, name string) string {
	t.Helper()
	parsed, err := parser.Parse(filepath.Join(root, name))
	if err != nil {
		t.Fatalf("%s: %s", name, err)
	}
	var b bytes.Buffer
	if _, err := generator.Generate(parsed, &b, generator.WithVersion(templ.Version())); err != nil {
		t.Fatalf("%s: %s", name, err)
	}
	formatted, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatalf("%s: %s", name, err)
	}
	return string(formatted)
}
