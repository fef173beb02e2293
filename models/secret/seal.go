package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// KeyBytes is the length of a data key and of a key in a file.
const KeyBytes = 32

// NewKey makes the bytes of a key.
func NewKey() []byte {
	b := make([]byte, KeyBytes)
	rand.Read(b)
	return b
}

// Place is where a sealed value is, and the only place where it opens. Column.At makes it.
type Place struct{ table, row, column string }

// String names the place for a log or an error.
func (p Place) String() string { return fmt.Sprintf("%s.%s of %s", p.table, p.column, p.row) }

// bound is what the value is bound to. No name and no ID has a zero byte.
func (p Place) bound() []byte {
	return []byte(strings.Join([]string{p.table, p.row, p.column}, "\x00"))
}

// Key is a data key. Numbers rise; new values are sealed with the highest.
type Key struct {
	Number int
	aead   cipher.AEAD
	mac    []byte // the key of fingerprints
}

// KeyOf makes a data key of its bytes.
func KeyOf(number int, b []byte) (Key, error) {
	if len(b) != KeyBytes {
		return Key{}, fmt.Errorf("data key %d has %d bytes instead of %d", number, len(b), KeyBytes)
	}
	block, err := aes.NewCipher(b)
	if err != nil {
		return Key{}, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return Key{number, aead, mac(b, "fingerprints")}, err
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// Fingerprint is the same for the same text, and says nothing about it to whoever does not have the key.
func (k Key) Fingerprint(text string) string { return hex.EncodeToString(mac(k.mac, text)) }

// A sealed value is a text: the mark, the number of its data key, and nonce, ciphertext and tag in base64.
const mark = "sealed:"

// form is how such a text looks; even an empty value has a nonce and a tag.
var form = regexp.MustCompile(`^` + mark + `([0-9]{1,9}):([A-Za-z0-9_-]{38,})$`)

// MarkOf is how values begin that are sealed with this data key.
func MarkOf(number int) string { return fmt.Sprint(mark, number, ":") }

// AnyMark is how every sealed value begins.
const AnyMark = mark

// NumberOf is the number of the data key with which a text was sealed; not ok when it does not look sealed.
func NumberOf(text string) (number int, ok bool) {
	m := form.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	number, err := strconv.Atoi(m[1])
	return number, err == nil
}

// ErrNotSealed says that a text is no value that this key sealed for this place.
var ErrNotSealed = errors.New("it was not sealed with this key for this place, or it was changed")

// Seal makes a value unreadable for whoever does not have the key.
func (k Key) Seal(at Place, plain string) string {
	return MarkOf(k.Number) + base64.RawURLEncoding.EncodeToString(k.aead.Seal(nil, nil, []byte(plain), at.bound()))
}

// Open is the value again.
func (k Key) Open(at Place, text string) (string, error) {
	sealed, ok := strings.CutPrefix(text, MarkOf(k.Number))
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if !ok || err != nil {
		return "", ErrNotSealed
	}
	plain, err := k.aead.Open(nil, nil, b, at.bound())
	if err != nil {
		return "", ErrNotSealed
	}
	return string(plain), nil
}
