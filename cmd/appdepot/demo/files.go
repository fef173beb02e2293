package demo

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"

	"appdepot/models"
)

// releases are the later versions of apps: the file, and when it was added to its app.
var releases = []struct {
	app, file string
	build     func() []byte
	days      int
	hour      float64
}{
	{"Ledger Desk", fileName("Ledger Desk", "11.5.0", "msi"), msiFile("Ledger Desk", "Tally Works", "11.5.0", "{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0B50}", ledgerUpgrade), 6, 10.2},
	{"Depot Scan", fileName("Depot Scan", "4.3.0", "apk"), apkFile("Depot Scan", "example.harbour.depotscan", "4.3.0", 430), 5, 9.8},
	{"Yard Map", fileName("Yard Map", "2.9.0", "apk"), apkFile("Yard Map", "example.harbour.yardmap", "2.9.0", 290), 1, 9.4},
}

// fileName is what a package is called, as "depot-scan-4.3.0.apk".
func fileName(app, version, ending string) string {
	return strings.ReplaceAll(strings.ToLower(app), " ", "-") + "-" + version + "." + ending
}

// filling is how many bytes a package of the demo has besides what it tells of itself.
func filling(app, version string) int64 { return int64(120_000 + chance(500_000, app, version)) }

// readTogether is how many packages are read at the same time.
const readTogether = 4

// bringFiles uploads the files of all apps and reads them, several at a time: each is read in a process of its own.
func (f *filler) bringFiles(ctx context.Context) error {
	files := map[string]func() []byte{}
	for _, r := range releases {
		files[r.file] = r.build
	}
	for _, a := range shelf() {
		if a.build != nil {
			files[a.file] = a.build
		}
	}
	var (
		all   sync.WaitGroup
		mu    sync.Mutex
		first error
		slots = make(chan struct{}, readTogether)
	)
	for name, build := range files {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			id, err := f.bring(f.as(ctx, "milan"), name, build())
			mu.Lock()
			defer mu.Unlock()
			if f.uploads[name] = id; err != nil && first == nil {
				first = fmt.Errorf("upload %s: %w", name, err)
			}
		})
	}
	all.Wait()
	return first
}

func (f *filler) bring(ctx context.Context, name string, file []byte) (models.ID, error) {
	u, err := f.StartUpload(ctx, models.NewUpload{Name: name, Size: int64(len(file)), Limit: int64(len(file))})
	if err != nil {
		return "", err
	}
	if _, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file)); err != nil {
		return "", err
	}
	if err := f.InspectUpload(ctx, u.ID); err != nil {
		return "", err
	}
	if u, err = f.Upload(ctx, u.ID); err != nil {
		return "", err
	}
	return u.ID, f.VerifyPackage(ctx, u.PackageID)
}
