package cmd_test

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These numbers in texts are no limits of ours.
var othersLimits = map[string]string{
	"models/apptype/defender.go":      "1 GB of free space",             // Microsoft's
	"models/apptype/ioswebclip.go":    "up to 400 by 400 pixels",        // Apple's, and only a recommendation
	"models/apptype/macoswebclip.go":  "up to 400 by 400 pixels",        // the same
	"models/apptype/win32program.go":  "120 minutes",                    // of Windows itself
	"models/apptype/winget.go":        "14 letters",                     // Microsoft's
	"models/forms/enrollmenttoken.go": "1 hour, 1 day, 7 days, 30 days", // the declared choices themselves
	"cmd/depotsim/main.go":            "from 0 to 1",
}

// numbered finds a number that says how much, how long or how many.
var numbered = regexp.MustCompile(`\b\d[\d,.]*[ -](?:bytes?|[KMGT]i?B|characters|letters|pixels|seconds?|min(?:ute)?s?|hours?|days?|weeks?|times|files|rows|apps|devices)\b` +
	`|\b(?:[Aa]t most|[Uu]p to|[Aa]t least) \d+|\b[Ff]rom \d+ to \d+|\d+ by \d+`)

// numbers are the numbers of a text that look like limits, and are not another's.
func numbers(text, file string) []string {
	return slices.DeleteFunc(numbered.FindAllString(text, -1), func(n string) bool { return strings.Contains(othersLimits[file], n) })
}

// TestLimitsAreThoseOfConstants wants a text that mentions a limit to take it from where it is kept (%s), so that both cannot part.
func TestLimitsAreThoseOfConstants(t *testing.T) {
	for _, s := range code(t) {
		if s.test || s.generated {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			for _, number := range numbers(literal(n), s.path) {
				t.Errorf("%s: %q is written out. Fill it in from the constant that the program keeps to", s.place(n.Pos()), number)
			}
			return true
		})
	}
	quoted, comment := regexp.MustCompile(`"(?:[^"\\]|\\.)*"`), regexp.MustCompile(`(?m)(^|\s)//\s.*$`)
	for _, name := range templates(t) {
		for _, text := range quoted.FindAllString(comment.ReplaceAllString(read(t, name), ""), -1) {
			for _, number := range numbers(text, name) {
				t.Errorf("%s: %q is written out. Fill it in from the constant that the program keeps to", name, number)
			}
		}
	}
}

// TestLimitsAreThoseOfDeclarations wants attributes that bound what can be typed to come from the declaration or the constant that the
// server checks with.
func TestLimitsAreThoseOfDeclarations(t *testing.T) {
	written := regexp.MustCompile(`\b(?:min|max)length="?\w`)
	for _, name := range templates(t) {
		if found := written.FindString(read(t, name)); found != "" {
			t.Errorf("%s: %s… is a limit that the server does not know. Take it from models/forms or from a constant in models", name, found)
		}
	}
}

// TestLimitsAreThoseWithNames wants the length of what arrives to be compared with a limit that has a name. Readers of package files are
// apart: what they compare with are the sizes of structures.
func TestLimitsAreThoseWithNames(t *testing.T) {
	for _, s := range code(t) {
		if s.test || s.generated || strings.HasPrefix(s.dir, "models/installer") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			c, ok := n.(*ast.BinaryExpr)
			if !ok || !slices.Contains([]token.Token{token.LSS, token.GTR, token.LEQ, token.GEQ}, c.Op) || !isLength(c.X) {
				return true
			}
			if number, ok := c.Y.(*ast.BasicLit); ok {
				if most, err := strconv.Atoi(strings.ReplaceAll(number.Value, "_", "")); err == nil && most >= 60 {
					t.Errorf("%s: a length is compared with %s. Give the limit a name, once for all who keep to it", s.place(c.Pos()), number.Value)
				}
			}
			return true
		})
	}
}

// isLength reports whether an expression counts bytes, characters or things.
func isLength(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	return isNamed(call.Fun, "len") || ok && strings.HasPrefix(f.Sel.Name, "RuneCount")
}

func templates(t *testing.T) (names []string) {
	t.Helper()
	for _, name := range files(t) {
		if path.Ext(name) == ".templ" {
			names = append(names, name)
		}
	}
	return names
}

func TestLimitsInTextsAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"PNG, at most 1 MB.": "at most 1", "a picture of 1 MB": "1 MB", "within 24 hours": "24 hours", "2048 by 2048 at most": "2048 by 2048", "From 1 to 1440.": "From 1 to 1440",
		"At most %s KB.": "", "Windows 10 and later": "", "Such as 4.2.0.": "", "the 64-bit suite": "",
	} {
		if got := strings.Join(numbers(text, "any.go"), "|"); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}
