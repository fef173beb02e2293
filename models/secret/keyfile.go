package secret

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gocloud.dev/secrets"
	"gocloud.dev/secrets/localsecrets"
)

// fileKeeper is the keeper of a key in a file: 32 random bytes in base64.
func fileKeeper(path string) *Keeper {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	return &Keeper{path: path, name: "the key file " + path, open: func(_ context.Context, make bool) (*secrets.Keeper, string, error) {
		key, err := readKeyFile(path)
		if errors.Is(err, fs.ErrNotExist) && make {
			if err = makeKeyFile(path); err == nil {
				key, err = readKeyFile(path)
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = ErrNoKeyFile
		}
		return localsecrets.NewKeeper(key), "the key file " + path + fingerprint(key[:]), err
	}}
}

func readKeyFile(path string) (key [KeyBytes]byte, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return key, err
	}
	b, err := base64.URLEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(b) != KeyBytes {
		return key, fmt.Errorf("%s is no key file: it should have %d bytes in base64", path, KeyBytes)
	}
	return [KeyBytes]byte(b), nil
}

// makeKeyFile makes a key that only the owner can read. It appears whole or not at all, survives a power cut, and takes no other's place:
// where two processes make one, both use the first.
func makeKeyFile(path string) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".secret-key-*") // readable by its owner alone
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(base64.URLEncoding.EncodeToString(NewKey()) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
