package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
)

const testLimit = 8 << 30

// upload brings a file whole, without reading it.
func upload(t testing.TB, f storetest.Fixture, name string, file []byte) models.Upload {
	t.Helper()
	ctx := storetest.System(t)
	u, err := f.StartUpload(ctx, models.NewUpload{Name: name, Size: int64(len(file)), Limit: testLimit})
	if err != nil {
		t.Fatal(err)
	}
	if u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	return u
}

// inspected brings a file and reads it.
func inspected(t testing.TB, f storetest.Fixture, name string, file []byte) models.Upload {
	t.Helper()
	u := upload(t, f, name, file)
	if err := f.InspectUpload(storetest.System(t), u.ID); err != nil {
		t.Fatal(err)
	}
	if err := f.VerifyPackage(storetest.System(t), u.PackageID); err != nil {
		t.Fatal(err)
	}
	u, err := f.Upload(storetest.System(t), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// files are the keys in the package store.
func files(t testing.TB, f storetest.Fixture) []string {
	t.Helper()
	keys, err := f.Options.Packages.Keys(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func probe() []byte {
	return sample.MSI(sample.MSIOptions{
		Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso",
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000002}",
	})
}

func TestUploadBecomesPackage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		file := probe()
		u := inspected(t, f, `C:\Downloads\probe.msi`, file)
		if u.State != models.UploadReady || u.Name != "probe.msi" || u.Received != int64(len(file)) {
			t.Fatalf("the upload ended as %+v", u)
		}
		p, err := f.Package(storetest.System(t), u.PackageID)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(file)
		if p.SHA256 != hex.EncodeToString(sum[:]) || p.SHA256 != u.SHA256 || p.Size != int64(len(file)) || p.Format != "msi" {
			t.Errorf("the package is %+v", p)
		}
		if p.Fact(models.FactName) != "Probe" || p.Fact(models.FactVersion) != "1.2.3" {
			t.Errorf("facts read: %v", p.Facts)
		}
		if got := read(t, f, u.PackageID); !bytes.Equal(got, file) {
			t.Errorf("%d bytes come back of %d", len(got), len(file))
		}
	})
}

func read(t testing.TB, f storetest.Fixture, id models.ID) []byte {
	t.Helper()
	c, err := f.OpenPackage(storetest.System(t), id)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	b, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestUploadArrivesInPieces(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		file := probe()
		u, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: int64(len(file)), Limit: testLimit})
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range [][]byte{file[:1000], file[1000:1001], file[1001:3000]} {
			broken := io.MultiReader(bytes.NewReader(piece), iotest.ErrReader(io.ErrUnexpectedEOF))
			at := u.Received
			if u, err = f.ReceiveUpload(ctx, u.ID, broken); models.KindOf(err) != models.KindInvalid {
				t.Fatalf("a connection that breaks: %v", err)
			}
			if u.Received != at+int64(len(piece)) {
				t.Fatalf("of %d bytes behind %d that arrived, the upload has %d", len(piece), at, u.Received)
			}
		}
		if u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file[3000:])); err != nil {
			t.Fatal(err)
		}
		if u.State != models.UploadReading || len(files(t, f)) != 1 {
			t.Fatalf("state %s, files %v", u.State, files(t, f))
		}
		sum := sha256.Sum256(file)
		if u.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("hash over the pieces is %s", u.SHA256)
		}
		checkContent(t, f, u.PackageID, file)
	})
}

// checkContent reads a package from the front, and ranges of it in any order.
func checkContent(t *testing.T, f storetest.Fixture, id models.ID, file []byte) {
	t.Helper()
	c, err := f.OpenPackage(storetest.System(t), id)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := iotest.TestReader(c, file); err != nil {
		t.Error(err)
	}
}

func TestSameFileIsKeptOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		first := inspected(t, f, "probe.msi", probe())
		second := upload(t, f, "again.msi", probe())
		if second.State != models.UploadReady || second.PackageID != first.PackageID {
			t.Errorf("the second upload is %s with package %s, the first has %s", second.State, second.PackageID, first.PackageID)
		}
		third, err := f.StartUpload(storetest.System(t), models.NewUpload{Name: "pieces.msi", Size: int64(len(probe())), Limit: testLimit})
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range [][]byte{probe()[:500], probe()[500:]} {
			if third, err = f.ReceiveUpload(storetest.System(t), third.ID, bytes.NewReader(piece)); err != nil {
				t.Fatal(err)
			}
		}
		if third.State != models.UploadReady || third.PackageID != first.PackageID {
			t.Errorf("in pieces it is %s with package %s", third.State, third.PackageID)
		}
		if n := len(files(t, f)); n != 1 {
			t.Errorf("%d files are kept", n)
		}
	})
}

func TestTwoPeopleUploadOneFileAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		var all [4]models.Upload
		var wait sync.WaitGroup
		for i := range all {
			wait.Go(func() { all[i] = inspected(t, f, "probe.msi", probe()) })
		}
		wait.Wait()
		for _, u := range all {
			if u.State != models.UploadReady || u.PackageID == "" || u.PackageID != all[0].PackageID {
				t.Errorf("upload ended %s with package %s", u.State, u.PackageID)
			}
		}
		if n := len(files(t, f)); n != 1 {
			t.Errorf("%d files are kept", n)
		}
	})
}

func TestUploadIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		if _, err := f.StartUpload(ctx, models.NewUpload{Name: "big.msi", Size: 2001, Limit: 2000}); models.KindOf(err) != models.KindTooLarge {
			t.Errorf("announced above the limit: %v", err)
		}
		if _, err := f.StartUpload(ctx, models.NewUpload{Name: "Drivers.CAB", Size: 1000, Limit: 2000}); models.ReasonOf(err).Code != reason.CabinetFile.Code {
			t.Errorf("a file that no device installs: %v", err)
		}
		for name, c := range map[string]struct {
			announced int64
			body      int
			kind      models.Kind
		}{
			"above the limit":          {-1, 2001, models.KindTooLarge},
			"more than announced":      {1000, 1001, models.KindInvalid},
			"empty":                    {-1, 0, models.KindInvalid},
			"announced and then empty": {10, 0, models.KindInvalid},
		} {
			u, err := f.StartUpload(ctx, models.NewUpload{Name: "big.msi", Size: c.announced, Limit: 2000})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.ReceiveUpload(ctx, u.ID, bytes.NewReader(make([]byte, c.body))); models.KindOf(err) != c.kind {
				t.Errorf("%s: %v", name, err)
			}
			if err := f.CancelUpload(ctx, u.ID); err != nil {
				t.Errorf("%s: cancel: %v", name, err)
			}
		}
		if keys := files(t, f); len(keys) != 0 {
			t.Errorf("left behind: %v", keys)
		}
	})
}

func TestCancelWhileItArrives(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		u, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: -1, Limit: testLimit})
		if err != nil {
			t.Fatal(err)
		}
		body, arriving := io.Pipe()
		ended := make(chan error)
		go func() {
			_, err := f.ReceiveUpload(ctx, u.ID, body)
			ended <- err
		}()
		if _, err := arriving.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
		if err := f.CancelUpload(ctx, u.ID); err != nil {
			t.Fatal(err)
		}
		arriving.Close()
		if err := <-ended; models.KindOf(err) != models.KindConflict {
			t.Errorf("receiving ended with %v", err)
		}
		if keys := files(t, f); len(keys) != 0 {
			t.Errorf("left behind: %v", keys)
		}
		if _, err := f.Upload(ctx, u.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the canceled upload: %v", err)
		}
	})
}

// What arrived is kept also when the request is gone: nobody else will say it again.
func TestRequestEndsInTheMiddle(t *testing.T) {
	f := storetest.New(t)
	u, err := f.StartUpload(storetest.System(t), models.NewUpload{Name: "probe.msi", Size: 8 << 20, Limit: testLimit})
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(storetest.System(t))
	random := io.LimitReader(rand.NewChaCha8([32]byte{}), 4<<20)
	ending := readerFunc(func(p []byte) (int, error) {
		n, err := random.Read(p)
		if errors.Is(err, io.EOF) {
			end()
			err = context.Canceled
		}
		return n, err
	})
	if _, err := f.ReceiveUpload(ctx, u.ID, ending); err == nil {
		t.Fatal("an upload whose request has ended was acknowledged")
	}
	if u, err = f.Upload(storetest.System(t), u.ID); err != nil || u.Received != 4<<20 {
		t.Errorf("%d bytes are kept, %v", u.Received, err)
	}
	if err := f.CancelUpload(storetest.System(t), u.ID); err != nil {
		t.Fatal(err)
	}
	if keys := files(t, f); len(keys) != 0 {
		t.Errorf("left behind: %v", keys)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestUploadsNeedTheRight(t *testing.T) {
	f := storetest.New(t)
	for _, role := range []models.Role{models.HelpDeskOperator, models.ReadOnlyOperator, models.PortalUser} {
		if _, err := f.StartUpload(f.As(t, role), models.NewUpload{Name: "probe.msi", Size: -1, Limit: testLimit}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("%s: %v", role, err)
		}
	}
	u, err := f.StartUpload(f.As(t, models.ApplicationManager), models.NewUpload{Name: "probe.msi", Size: -1, Limit: testLimit})
	if err != nil || u.UserID == "" {
		t.Errorf("an Application Manager's upload belongs to %q, %v", u.UserID, err)
	}
}

func TestWaitUploadEndsWithTheContext(t *testing.T) {
	f := storetest.New(t)
	u := upload(t, f, "probe.msi", probe())
	ctx, cancel := context.WithTimeout(storetest.System(t), 10*time.Millisecond)
	defer cancel()
	got, err := f.WaitUpload(ctx, u.ID)
	if err != nil || got.State != models.UploadReading {
		t.Errorf("waiting ended with %s, %v", got.State, err)
	}
}
