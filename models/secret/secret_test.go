package secret_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"appdepot/models/secret"
)

func key(t *testing.T, number int) secret.Key {
	t.Helper()
	k, err := secret.KeyOf(number, secret.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A value opens in its own place with its own key, unchanged, and nowhere else.
func TestSealedValueOpensInItsPlace(t *testing.T) {
	k, at := key(t, 3), secret.CatalogLocation.At("one")
	for _, plain := range []string{"https://catalog.example/token-4711", "", "sealed:3:abc", strings.Repeat("long ", 1000)} {
		sealed := k.Seal(at, plain)
		if n, ok := secret.NumberOf(sealed); !ok || n != 3 {
			t.Errorf("%q has the key %d, %t", sealed, n, ok)
		}
		if got, err := k.Open(at, sealed); err != nil || got != plain {
			t.Errorf("opened: %q, %v", got, err)
		}
		if k.Seal(at, plain) == sealed {
			t.Error("the same value is sealed the same way twice, which tells that two are equal")
		}
		for what, open := range map[string]func() (string, error){
			"in another row":        func() (string, error) { return k.Open(secret.CatalogLocation.At("other"), sealed) },
			"in another column":     func() (string, error) { return k.Open(secret.AppAnswers.At("one"), sealed) },
			"with another key":      func() (string, error) { return key(t, 3).Open(at, sealed) },
			"changed":               func() (string, error) { return k.Open(at, sealed[:len(sealed)-2]+"AA") },
			"cut":                   func() (string, error) { return k.Open(at, sealed[:len(sealed)-8]) },
			"with another number":   func() (string, error) { return k.Open(at, strings.Replace(sealed, ":3:", ":4:", 1)) },
			"as what it stands for": func() (string, error) { return k.Open(at, plain) },
		} {
			if got, err := open(); !errors.Is(err, secret.ErrNotSealed) {
				t.Errorf("%s it opens as %q, %v", what, got, err)
			}
		}
	}
}

func TestWhatLooksSealed(t *testing.T) {
	for _, text := range []string{"", "sealed:", "sealed:1:", "sealed:1:short", "https://sealed:1:x@example.com", "sealed:x:" + strings.Repeat("A", 40),
		"sealed:1:" + strings.Repeat("A", 40) + "=", "sealed:99999999999:" + strings.Repeat("A", 40), " sealed:1:" + strings.Repeat("A", 40)} {
		if _, ok := secret.NumberOf(text); ok {
			t.Errorf("%q looks sealed", text)
		}
	}
}

func keeper(t *testing.T, address string) *secret.Keeper {
	t.Helper()
	k, err := secret.NewKeeper(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}

// wraps checks that a keeper gives back what it wrapped, and another keeper of the same address too.
func wraps(t *testing.T, address string) (wrapped []byte) {
	t.Helper()
	data := secret.NewKey()
	wrapped, err := keeper(t, address).Wrap(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(wrapped, data) {
		t.Error("the data key can be read in what wraps it")
	}
	if got, err := keeper(t, address).Unwrap(t.Context(), wrapped); err != nil || !bytes.Equal(got, data) {
		t.Errorf("unwrapped: %v", err)
	}
	return wrapped
}

// A key file is made when something is wrapped for the first time, for its owner alone, and never in place of one that should be there.
func TestKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret.key")
	if _, err := keeper(t, path).Unwrap(t.Context(), []byte("something")); !errors.Is(err, secret.ErrNoKeyFile) {
		t.Errorf("without a file: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Fatal("a key was made where one was lost")
	}
	wrapped := wraps(t, path)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	content, err := os.ReadFile(path)
	if err != nil || len(content) != 45 {
		t.Errorf("the file has %d bytes, %v", len(content), err)
	}
	wraps(t, "file://"+path)
	wraps(t, "base64key://"+strings.TrimSpace(string(content))) // the key from the environment
	if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, content) {
		t.Errorf("the file was changed: %v", err)
	}
	k := keeper(t, path)
	if _, err := k.Unwrap(t.Context(), wrapped); err != nil || !strings.HasPrefix(k.Name(), "the key file "+path+" (") || strings.Contains(k.Name(), string(content[:20])) {
		t.Errorf("the key is called %q, %v", k.Name(), err)
	}
	if err := os.WriteFile(path, []byte("no key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := keeper(t, path).Wrap(t.Context(), secret.NewKey()); err == nil || !strings.Contains(err.Error(), "is no key file") {
		t.Errorf("a file that is no key: %v", err)
	}
}

// Two servers that begin at the same time use the same key.
func TestKeyFileIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret.key")
	var all sync.WaitGroup
	wrapped := make([][]byte, 8)
	for i := range wrapped {
		all.Go(func() {
			k, err := secret.NewKeeper(path)
			if err == nil {
				wrapped[i], err = k.Wrap(context.Background(), secret.NewKey())
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, w := range wrapped {
		if _, err := keeper(t, path).Unwrap(t.Context(), w); err != nil {
			t.Error(err)
		}
	}
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("left over: %v, %v", files, err)
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{"", "ftp://key", "base64key://", "base64key://c2hvcnQ=", "base64key://not base64", "s3://bucket"} {
		if _, err := secret.NewKeeper(address); err == nil || strings.Contains(err.Error(), "c2hvcnQ") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// awsKMS answers what AWS KMS is asked, as its API reference says: JSON 1.1, the operation in X-Amz-Target. It has one key.
type awsKMS struct {
	t     *testing.T
	key   secret.Key
	asked []string
}

func (a *awsKMS) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var m struct {
		KeyId                     string
		Plaintext, CiphertextBlob []byte
	}
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		a.t.Error(err)
	}
	operation := r.Header.Get("X-Amz-Target")
	a.asked = append(a.asked, operation)
	if signed := r.Header.Get("Authorization"); !strings.HasPrefix(signed, "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/") || !strings.Contains(signed, "/eu-central-1/kms/aws4_request") {
		a.t.Errorf("%s is signed %q", operation, signed)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	at := secret.TaskArgs.At("kms")
	switch operation {
	case "TrentService.Encrypt":
		if m.KeyId != "alias/appdepot" {
			a.t.Errorf("the key %q is asked for", m.KeyId)
		}
		blob := []byte(a.key.Seal(at, base64.StdEncoding.EncodeToString(m.Plaintext)))
		json.NewEncoder(w).Encode(map[string]any{"KeyId": m.KeyId, "CiphertextBlob": blob})
	case "TrentService.Decrypt":
		text, err := a.key.Open(at, string(m.CiphertextBlob))
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			json.NewEncoder(w).Encode(map[string]any{"__type": "InvalidCiphertextException", "message": "not mine"})
			return
		}
		plain, _ := base64.StdEncoding.DecodeString(text)
		json.NewEncoder(w).Encode(map[string]any{"KeyId": "alias/appdepot", "Plaintext": plain})
	default:
		a.t.Errorf("asked for %q", operation)
	}
}

// The outer key can be in AWS KMS.
func TestKeyManagementService(t *testing.T) {
	service := &awsKMS{t: t, key: key(t, 1)}
	server := httptest.NewServer(service)
	defer server.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "example")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	address := "awskms:///alias/appdepot?region=eu-central-1&endpoint=" + server.URL
	wrapped := wraps(t, address)
	if len(service.asked) != 2 {
		t.Errorf("asked for %v", service.asked)
	}
	k := keeper(t, address)
	if k.Name() != "awskms:///alias/appdepot" {
		t.Errorf("the key is called %q", k.Name())
	}
	service.key = key(t, 1)
	if _, err := k.Unwrap(t.Context(), wrapped); err == nil {
		t.Error("another key unwraps")
	}
}
