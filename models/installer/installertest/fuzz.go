package installertest

import (
	"bytes"
	"testing"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/input"
)

// AddParts adds the bytes of one entry of every sample package.
func AddParts(f *testing.F, entry string) {
	for _, b := range Samples(f) {
		a, err := archive.Open(input.New(nil, bytes.NewReader(b), int64(len(b))))
		if err != nil {
			continue
		}
		for _, file := range a.Search(entry) {
			part, err := a.Read(file, input.MaxManifest)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(part)
		}
	}
}
