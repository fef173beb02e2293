//go:build linux

package handlers_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"appdepot/handlers/device"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
)

// BenchmarkDownload compares a device downloading its 1 GB package with nginx serving the same file. The two take turns;
// x-nginx is the throughput of the one divided by that of the other, x-nginx-unverified that of a file which the server compares with its
// SHA-256 meanwhile, because somebody wrote to it.
func BenchmarkDownload(b *testing.B) {
	nginx, err := exec.LookPath("nginx")
	if err != nil && os.Getenv("CI") == "true" {
		b.Fatal("nginx is not installed: apt-get install nginx-light")
	}
	if err != nil {
		b.Skip("nginx is not installed, so there is nothing to compare with: apt-get install nginx-light")
	}
	f := storetest.New(b)
	f.Clock.Pass(time.Since(f.Clock.Now()))
	packages := packageFolder(b, f)
	token, content := order(b, f, largeAPK(b, benchBytes(b)))
	server := startServer(b, f, packages)
	bare := startNginx(b, nginx, packages)
	ours := func() *http.Request {
		r := get(b, server.url+device.Prefix+"/content/"+string(content.VersionID))
		r.Header.Set("Authorization", "Bearer "+token)
		return r
	}
	theirs := func() *http.Request { return get(b, bare+"/"+largest(b, packages)) }
	if sum := digest(b, ours()); sum != content.SHA256 {
		b.Fatalf("what arrives has the SHA-256 %s, not %s", sum, content.SHA256)
	}
	file := filepath.Join(packages, largest(b, packages))
	var downloads, served, unverified times
	for b.Loop() {
		for range turns {
			served = append(served, fetch(b, theirs(), content.Size))
			downloads = append(downloads, fetch(b, ours(), content.Size))
			if err := os.Chtimes(file, time.Time{}, time.Now()); err != nil {
				b.Fatal(err)
			}
			unverified = append(unverified, fetch(b, ours(), content.Size))
		}
	}
	report(b, content.Size, downloads, served, "x-nginx")
	b.ReportMetric(served.median().Seconds()/unverified.median().Seconds(), "x-nginx-unverified")
}

// largeAPK is a package that is nearly as large as it is said to be: one huge asset.
func largeAPK(b *testing.B, size int64) []byte {
	b.Helper()
	small := sample.APK(sample.APKOptions{Label: "Maps", PackageID: "com.example.maps", VersionName: "1.0", VersionCode: 1, MinSDK: 26})
	entries, err := zip.NewReader(bytes.NewReader(small), int64(len(small)))
	if err != nil {
		b.Fatal(err)
	}
	var file bytes.Buffer
	const slack = 64 << 10 // for everything but the asset
	file.Grow(int(size))
	z := zip.NewWriter(&file)
	for _, entry := range entries.File {
		if err := z.Copy(entry); err != nil {
			b.Fatal(err)
		}
	}
	asset, err := z.CreateHeader(&zip.FileHeader{Name: "assets/world", Method: zip.Store})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.CopyN(asset, noise(0), size-slack); err != nil {
		b.Fatal(err)
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}

// order publishes a package for everybody and lets a device ask what to do.
func order(b *testing.B, f storetest.Fixture, apk []byte) (token string, c checkin.Content) {
	b.Helper()
	f.Publish(b, "lineOfBusinessApp", "maps.apk", apk, field.Form{"displayName": {"Maps"}, "publisher": {"Example"},
		"description": {"Maps."}, "targetedPlatforms": {"androidDeviceAdministrator"}, "minimumSupportedOperatingSystem": {"10.0"}},
		models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers})
	enrollment, _, err := f.AddEnrollmentToken(storetest.System(b), field.Form{"user": {f.Person(b, models.PortalUser).Email}, "lifetime": {"1"}})
	if err != nil {
		b.Fatal(err)
	}
	device, err := f.EnrollDevice(b.Context(), checkin.Enroll{EnrollmentToken: enrollment, Device: checkin.DeviceFacts{
		Name: "Tablet", Platform: models.Android, OSVersion: "14", Architecture: models.ARM64,
	}})
	if err != nil {
		b.Fatal(err)
	}
	nothing := sha256.Sum256(nil)
	answer, err := f.CheckIn(b.Context(), device.DeviceToken, checkin.CheckIn{
		InventoryHash: hex.EncodeToString(nothing[:]), Inventory: []models.InstalledApp{},
	})
	if err != nil || len(answer.Orders) != 1 || answer.Orders[0].Content == nil {
		b.Fatalf("the device is told %+v, %v", answer, err)
	}
	return device.DeviceToken, *answer.Orders[0].Content
}

// startNginx serves a folder with sendfile, as distributions set it up.
func startNginx(b *testing.B, nginx, folder string) string {
	b.Helper()
	dir, address := b.TempDir(), freeAddress(b)
	user := ""
	if os.Getuid() == 0 {
		user = "user root;" // the folder is this user's alone
	}
	config := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf(`daemon off; master_process off; worker_processes 1; pid %[1]s/pid; error_log stderr crit; %[2]s
events {}
http {
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi;
  uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  server { listen %[3]s; root %[4]s; }
}
`, dir, user, address, folder)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	server := exec.CommandContext(b.Context(), nginx, "-c", config, "-e", "stderr")
	server.Stdout, server.Stderr = b.Output(), b.Output()
	run(b, server)
	await(b, "http://"+address)
	return "http://" + address
}

// largest is the name of the largest file in a folder.
func largest(b *testing.B, folder string) (name string) {
	b.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		b.Fatal(err)
	}
	most := int64(-1)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Size() > most {
			name, most = entry.Name(), info.Size()
		}
	}
	return name
}

func get(b *testing.B, url string) *http.Request {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, url, nil)
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// fetch downloads and throws away.
func fetch(b *testing.B, r *http.Request, size int64) time.Duration {
	b.Helper()
	began := time.Now()
	n := receive(b, r, io.Discard)
	took := time.Since(began)
	if n != size {
		b.Fatalf("%s gives %d bytes of %d", r.URL, n, size)
	}
	return took
}

func digest(b *testing.B, r *http.Request) string {
	b.Helper()
	hash := sha256.New()
	receive(b, r, hash)
	return hex.EncodeToString(hash.Sum(nil))
}

func receive(b *testing.B, r *http.Request, w io.Writer) int64 {
	b.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s", r.URL, answer.Status)
	}
	n, err := io.CopyBuffer(struct{ io.Writer }{w}, answer.Body, make([]byte, 256<<10))
	if err != nil {
		b.Fatal(err)
	}
	return n
}
