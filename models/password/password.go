package password

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"

	"appdepot/models"
)

const (
	leastCharacters = 5 // different ones
	leastLetters    = 4 // besides names
	shortestName    = 3 // what is shorter is in too many words
)

//go:embed common.txt.gz
var compressed []byte

var common = sync.OnceValue(func() []string {
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		panic(err) // it is part of the program
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
})

// Common reports whether a password is a common one, whatever its case and whatever digits and marks stand around it or for its letters,
// or one that repeats itself or follows the alphabet or the keyboard.
func Common(password string) bool {
	folded := models.Fold(password)
	for _, p := range []string{folded, plainLetters.Replace(folded)} {
		if listed(p) || listed(middle(p)) {
			return true
		}
	}
	return listed(plainLetters.Replace(middle(folded))) || monotonous([]rune(folded))
}

// plainLetters are what stands for letters, and the letters.
var plainLetters = strings.NewReplacer("@", "a", "4", "a", "3", "e", "0", "o", "$", "s", "5", "s", "1", "i", "!", "i", "7", "t")

func listed(p string) bool {
	_, found := slices.BinarySearch(common(), p)
	return found
}

// middle is what is left of a password between its first letter and its last.
func middle(p string) string {
	return strings.TrimFunc(p, func(r rune) bool { return !unicode.IsLetter(r) })
}

// monotonous reports whether a password has few different characters, repeats itself, or mostly goes from one character to its neighbor.
func monotonous(p []rune) bool {
	different := slices.Compact(slices.Sorted(slices.Values(p)))
	if len(different) < leastCharacters {
		return true
	}
	for n := 1; n <= len(p)/2; n++ {
		if slices.Equal(p[n:], p[:len(p)-n]) {
			return true
		}
	}
	steps := 0
	for i := 1; i < len(p); i++ {
		if neighbors(p[i-1], p[i]) {
			steps++
		}
	}
	return steps*4 >= (len(p)-1)*3
}

var keyboard = []string{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"}

// neighbors reports whether two characters are the same, follow each other, or stand beside each other on a keyboard.
func neighbors(a, b rune) bool {
	if d := a - b; d >= -1 && d <= 1 {
		return true
	}
	return slices.ContainsFunc(keyboard, func(row string) bool {
		return strings.Contains(row, string(a)+string(b)) || strings.Contains(row, string(b)+string(a))
	})
}

// Named reports whether little is left of a password without these names and addresses, the words they are made of, digits and marks.
func Named(password string, names ...string) bool {
	left := letters(models.Fold(password))
	whole := left
	for _, word := range words(names) {
		left = strings.ReplaceAll(left, word, "")
	}
	return left != whole && len([]rune(left)) < leastLetters
}

// words are names without what is no letter and the words they are made of, the longest first.
func words(names []string) []string {
	var all []string
	for _, name := range names {
		folded := models.Fold(name)
		all = append(all, letters(folded))
		all = append(all, strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })...)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return len([]rune(w)) < shortestName })
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}
