package blob

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// PrivateFolder makes a folder for its owner alone, and those it is in, where they are missing; they survive a power cut. A folder that is
// there and open to others is closed to them; the error says what to do where that is not possible.
func PrivateFolder(path string) error {
	if err := makeFolder(path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 == 0 || runtime.GOOS == "windows" { // which has no such modes
		return err
	}
	if err := os.Chmod(path, 0o700); err != nil {
		return fmt.Errorf("others can read the folder %s: run chmod 700 on it as its owner, or name a folder in it, which will be private: %w", path, err)
	}
	return nil
}

func makeFolder(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(path)
	if err := makeFolder(parent); err != nil {
		return err
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) { // another process was faster
		return err
	}
	return syncPath(parent)
}
