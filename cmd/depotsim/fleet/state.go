package fleet

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"appdepot/cmd/depotsim/client"
)

// Saved is a device as the state file keeps it: with its token, so the file is a secret.
type Saved struct {
	ID        string             `json:"id"`
	Token     string             `json:"token"`
	Facts     client.DeviceFacts `json:"facts"`
	Inventory Inventory          `json:"inventory"`

	EnrolledWith string           `json:"enrolledWith,omitempty"` // Fingerprint of the enrollment token that was used up
	EverySeconds int              `json:"everySeconds,omitempty"` // between its check-ins; without it, it does as the fleet does
	Never        map[string]int32 `json:"never,omitempty"`        // apps that fail on it every time, see trouble.Key, with the error code
}

// Fingerprint names an enrollment token without giving it away.
func Fingerprint(enrollmentToken string) string {
	sum := sha256.Sum256([]byte(enrollmentToken))
	return hex.EncodeToString(sum[:])
}

// Save is the device as it is now.
func (d *Device) Save() Saved {
	return Saved{ID: d.ID, Token: d.token, Facts: d.Facts, Inventory: d.Inventory(), EnrolledWith: d.enrolledWith,
		EverySeconds: int(d.every / time.Second), Never: d.never}
}

// ReadState reads a state file. A file that does not exist has no devices.
func ReadState(path string) ([]Saved, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var saved []Saved
	if err := json.Unmarshal(data, &saved); err != nil {
		return nil, fmt.Errorf("read the state in %s: %w", path, err)
	}
	return saved, nil
}

// WriteState replaces a state file, readable by its owner only, in one step.
func WriteState(path string, devices []*Device) error {
	saved := make([]Saved, len(devices))
	for i, d := range devices {
		saved[i] = d.Save()
	}
	data, err := json.MarshalIndent(saved, "", "\t")
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".depotsim-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(data); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
