package fleet

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
)

// keeping is where the bytes of a download go: a file that gets its name when it is verified, or nowhere.
type keeping struct {
	io.Writer
	file *os.File // nil when the bytes go nowhere
}

func keep(folder string) (*keeping, error) {
	if folder == "" {
		return &keeping{Writer: io.Discard}, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(folder, "*.part")
	if err != nil {
		return nil, err
	}
	return &keeping{Writer: file, file: file}, nil
}

// empty starts over.
func (k *keeping) empty() error {
	if k.file == nil {
		return nil
	}
	if _, err := k.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return k.file.Truncate(0)
}

var isSHA256 = regexp.MustCompile(`^[0-9a-f]{64}$`)

// as keeps the file under its SHA-256.
func (k *keeping) as(sha256 string) error {
	if k.file == nil {
		return nil
	}
	if !isSHA256.MatchString(sha256) {
		return fmt.Errorf("%q is no SHA-256", sha256)
	}
	if err := k.file.Close(); err != nil {
		return err
	}
	return os.Rename(k.file.Name(), filepath.Join(filepath.Dir(k.file.Name()), sha256))
}

// discard removes what was not kept. After as it does nothing.
func (k *keeping) discard() {
	if k.file != nil {
		k.file.Close()
		os.Remove(k.file.Name())
	}
}
