package say_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"
)

// spoken are the attributes that people see or hear.
var spoken = []string{"aria-label", "aria-description", "aria-roledescription", "title", "alt", "placeholder", "label"}

// TestPagesSpeakThroughSay finds words that stand in a template as they are, in one language for everybody.
// Code, keys and the product's own name are the same in all languages.
func TestPagesSpeakThroughSay(t *testing.T) {
	err := filepath.WalkDir(filepath.Join(root, "views"), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(file) != ".templ" {
			return err
		}
		tree, err := parser.Parse(file)
		if err != nil {
			return err
		}
		found, err := literals(tree)
		for _, l := range found {
			t.Errorf("%s: %s", strings.TrimPrefix(filepath.ToSlash(file), root+"/"), l)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// literals lists the words of a template that do not pass through say.
func literals(tree *parser.TemplateFile) (found []string, err error) {
	v := visitor.New()
	element, within := v.Element, []string{""}
	v.Element = func(n *parser.Element) error {
		within = append(within, n.Name)
		err := element(n)
		within = within[:len(within)-1]
		return err
	}
	v.Text = func(n *parser.Text) error {
		if letters(n.Value) && !slices.Contains([]string{"code", "kbd"}, within[len(within)-1]) {
			found = append(found, fmt.Sprintf("line %d: %q does not pass through say", n.Range.From.Line+1, n.Value))
		}
		return nil
	}
	v.ConstantAttribute = func(n *parser.ConstantAttribute) error {
		if slices.Contains(spoken, n.Key.String()) && letters(n.Value) {
			found = append(found, fmt.Sprintf("<%s>: %s=%q does not pass through say", within[len(within)-1], n.Key, n.Value))
		}
		return nil
	}
	return found, tree.Visit(v)
}

// names are the same in every language.
var names = strings.NewReplacer("Appdepot", "", "SHA-256", "")

// letters reports whether a text has words to translate.
func letters(text string) bool { return strings.ContainsFunc(names.Replace(text), unicode.IsLetter) }

func TestLiteralsAreFound(t *testing.T) {
	tree, err := parser.ParseString("package p\n\ntempl P() {\n\t<p title=\"A hint\" class=\"plain\">\n\t\tSome words\n\t\t<kbd>Esc</kbd>\n\t\tAppdepot\n\t</p>\n}\n")
	if err != nil {
		t.Fatal(err)
	}
	found, err := literals(tree)
	if err != nil || len(found) != 2 {
		t.Errorf("found %q, %v; want the hint and the words", found, err)
	}
}
