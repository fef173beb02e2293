package secret

import (
	"fmt"
	"io/fs"
	"os"
)

// ReadByOthers reports whether others than its owner can get at a file, a key, as its mode and its owner say. A file of root that a group may
// read and nobody else is private: so root hands a key to the user of a server, as Kubernetes does with fsGroup, and PostgreSQL takes it.
func ReadByOthers(info fs.FileInfo) bool {
	uid, known := owner(info)
	return known && openToOthers(info.Mode(), uid)
}

func openToOthers(mode fs.FileMode, owner int) bool {
	const root = 0
	return mode&0o077 != 0 && (owner != root || mode&0o037 != 0)
}

// Protect closes the key file to others than its owner, before it is used, and reports whether it was open to them. The error says what to do
// where it cannot be closed. A key that is no file, or is not there, is fine.
func (k *Keeper) Protect() (closed bool, err error) {
	if k.path == "" {
		return false, nil
	}
	info, err := os.Stat(k.path)
	if err != nil {
		return false, nil // using the key says so
	}
	if _, known := owner(info); !known || info.Mode()&0o077 == 0 {
		return false, nil
	}
	err = os.Chmod(k.path, info.Mode()&0o600)
	switch {
	case err == nil:
		return true, nil
	case ReadByOthers(info):
		return false, fmt.Errorf("others can read the key file %s (mode %04o): run chmod 600 on it as its owner, or have it mounted with the mode 0440"+
			" and a group of the server's own: %w", k.path, info.Mode().Perm(), err)
	}
	return false, nil
}
