package store_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
)

func TestSweepKeepsWhatIsNeeded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		ready := inspected(t, f, "probe.msi", probe())
		arriving, err := f.StartUpload(ctx, models.NewUpload{Name: "half.msi", Size: 4000, Limit: testLimit})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.ReceiveUpload(ctx, arriving.ID, bytes.NewReader(make([]byte, 1000))); err != nil {
			t.Fatal(err)
		}
		unfinished := string(arriving.ID) + "-019aa000-0000-7000-8000-000000000001" // as another replica may be at
		lost := strings.Repeat("0", 8) + "-0000-7000-8000-000000000002-019aa000-0000-7000-8000-000000000003"
		for _, key := range []string{unfinished, lost} {
			if _, err := f.Options.Packages.Write(ctx, key, strings.NewReader("bytes")); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		left := strings.Join(files(t, f), " ")
		if strings.Contains(left, lost) || !strings.Contains(left, unfinished) || len(files(t, f)) != 3 {
			t.Errorf("left: %s", left)
		}
		if !bytes.Equal(read(t, f, ready.PackageID), probe()) {
			t.Error("the package was damaged")
		}
	})
}

func TestSweepRemovesAbandonedUploads(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		old := inspected(t, f, "probe.msi", probe())
		f.Clock.Pass(169 * time.Hour)
		young := inspected(t, f, "young.apk", sample.APK(sample.APKOptions{PackageID: "org.example.young"}))
		if err := f.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Upload(ctx, old.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the old upload: %v", err)
		}
		if _, err := f.OpenPackage(ctx, old.PackageID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("its package: %v", err)
		}
		if _, err := f.Package(ctx, young.PackageID); err != nil || len(files(t, f)) != 1 {
			t.Errorf("the young one: %v, files %v", err, files(t, f))
		}
	})
}
