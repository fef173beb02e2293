package secret

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"gocloud.dev/secrets"
	_ "gocloud.dev/secrets/awskms" // the scheme awskms:// through the AWS SDK, credentials from AWS_ variables
	"gocloud.dev/secrets/localsecrets"
)

// Keeper has the outer key, which wraps data keys. It is safe for concurrent use.
type Keeper struct {
	mu   sync.Mutex
	open func(ctx context.Context, make bool) (*secrets.Keeper, string, error)
	k    *secrets.Keeper
	name string
	path string // of the key file; empty when it is none
}

// ErrNoKeyFile says that there is no key where one should be.
var ErrNoKeyFile = errors.New("the key file is not there")

// NewKeeper is the keeper of the outer key at an address: the path or the file:// URL of a file, base64key:// with the key itself for an
// environment variable, or the URL of a key management service, such as awskms:///alias/appdepot?region=eu-central-1. Nothing is
// asked and nothing is made before it is used.
func NewKeeper(address string) (*Keeper, error) {
	scheme, rest, isURL := strings.Cut(address, "://")
	switch {
	case address == "":
		return nil, errors.New("the address of the key for secrets is empty")
	case !isURL:
		return fileKeeper(address), nil
	case scheme == "file":
		return fileKeeper(rest), nil
	case scheme == localsecrets.Scheme:
		key, err := localsecrets.Base64Key(rest)
		if err != nil || rest == "" {
			return nil, fmt.Errorf("the key for secrets after base64key:// is not %d bytes in base64", KeyBytes)
		}
		return &Keeper{open: func(context.Context, bool) (*secrets.Keeper, string, error) {
			return localsecrets.NewKeeper(key), "a given key" + fingerprint(key[:]), nil
		}}, nil
	}
	return serviceKeeper(address)
}

func serviceKeeper(address string) (*Keeper, error) {
	u, err := url.Parse(address)
	if err != nil || !secrets.DefaultURLMux().ValidKeeperScheme(u.Scheme) {
		return nil, errors.New("the address of the key for secrets is no path, and no URL that begins with file://, base64key:// or awskms://")
	}
	name := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
	return &Keeper{name: name, open: func(ctx context.Context, _ bool) (*secrets.Keeper, string, error) {
		k, err := secrets.OpenKeeper(ctx, address)
		return k, name, err
	}}, nil
}

// fingerprint tells keys of the same place apart, and nothing about them.
func fingerprint(key []byte) string {
	sum := sha256.Sum256(append([]byte("appdepot outer key "), key...))
	return " (" + hex.EncodeToString(sum[:4]) + ")"
}

// Name says which key it is, as it is stored with what it wraps and shown to operators. It has no secret in it.
func (k *Keeper) Name() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.name
}

// Wrap makes a data key unreadable for whoever does not have the outer key. It makes the outer key when that is a file which is not there.
func (k *Keeper) Wrap(ctx context.Context, key []byte) ([]byte, error) {
	opened, err := k.opened(ctx, true)
	if err != nil {
		return nil, err
	}
	return opened.Encrypt(ctx, key)
}

// Unwrap is the data key again.
func (k *Keeper) Unwrap(ctx context.Context, wrapped []byte) ([]byte, error) {
	opened, err := k.opened(ctx, false)
	if err != nil {
		return nil, err
	}
	return opened.Decrypt(ctx, wrapped)
}

func (k *Keeper) opened(ctx context.Context, make bool) (*secrets.Keeper, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.k != nil {
		return k.k, nil
	}
	opened, name, err := k.open(ctx, make)
	if err != nil {
		return nil, err
	}
	k.k, k.name = opened, name
	return opened, nil
}

// Close ends connections to a key management service.
func (k *Keeper) Close() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.k == nil {
		return nil
	}
	open := k.k
	k.k = nil
	return open.Close()
}
