package store_test

import (
	"bytes"
	"encoding/csv"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
)

// picture draws a PNG of that many pixels in one color.
func picture(t testing.TB, width, height int, shade uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = color.Gray{shade}.Y
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPackageKeepsIconAndSigner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		icon := picture(t, 48, 48, 10)
		u := inspected(t, f, "probe.apk", sample.APK(sample.APKOptions{
			Label: "Probe", PackageID: "org.example.probe", VersionName: "1.0", VersionCode: 7, MinSDK: 23, TargetSDK: 34,
			Icon: icon, Signer: sample.NewSigner("Contoso"),
		}))
		p, err := f.Package(storetest.System(t), u.PackageID)
		if err != nil {
			t.Fatal(err)
		}
		if p.Format != "apk" || p.Fact(models.FactPackageID) != "org.example.probe" || len(p.Signers) == 0 || !p.Signers[0].Verified {
			t.Errorf("read as %+v", p)
		}
		img, err := f.Image(storetest.System(t), p.IconID)
		if err != nil || img.Media != "image/png" || !bytes.Equal(img.Data, icon) {
			t.Errorf("icon %s %s, %v", p.IconID, img.Media, err)
		}
	})
}

func TestUnreadablePackageIsRefusedAndRemoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		for name, file := range map[string][]byte{
			"text.apk":      []byte("this is no package"),
			"truncated.msi": probe()[:2000],
		} {
			u := inspected(t, f, name, file)
			if u.State != models.UploadRefused || u.Problem.Empty() || u.PackageID != "" {
				t.Errorf("%s ended as %+v", name, u)
			}
			if err := f.InspectUpload(ctx, u.ID); err != nil {
				t.Errorf("%s once more: %v", name, err)
			}
		}
		if keys := files(t, f); len(keys) != 0 {
			t.Errorf("left behind: %v", keys)
		}
	})
}

func TestRefusalWaitsForTheOtherUpload(t *testing.T) {
	f := storetest.New(t)
	junk := []byte("this is no package")
	first, second := upload(t, f, "one.msi", junk), upload(t, f, "two.msi", junk)
	for i, u := range []models.Upload{first, second} {
		if err := f.InspectUpload(storetest.System(t), u.ID); err != nil {
			t.Fatal(err)
		}
		if left := len(files(t, f)); left != 1-i {
			t.Errorf("after upload %d, %d files are kept", i+1, left)
		}
		if u, err := f.Upload(storetest.System(t), u.ID); err != nil || u.State != models.UploadRefused {
			t.Errorf("upload %d is %s, %v", i+1, u.State, err)
		}
	}
}

// TestCorpusGoesThrough brings every real and every hostile file: each is read or refused with a sentence, and what is
// refused leaves nothing behind.
func TestCorpusGoesThrough(t *testing.T) {
	dir := corpus(t)
	list, err := os.Open(filepath.Join(dir, "corpus.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	rows := csv.NewReader(list)
	rows.Comma, rows.LazyQuotes = '\t', true
	lines, err := rows.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f := storetest.New(t)
	kept := map[models.ID]bool{}
	for _, line := range lines[1:] {
		file, err := os.ReadFile(filepath.Join(dir, line[0]))
		if err != nil {
			t.Fatal(err)
		}
		if len(file) == 0 || testing.Short() && len(file) > 1<<20 {
			continue
		}
		u := inspected(t, f, filepath.Base(line[0]), file)
		switch real := line[2] == "real" && (line[1] == "apk" || line[1] == "msi"); {
		case u.State == models.UploadReady:
			kept[u.PackageID] = true
		case u.State != models.UploadRefused || u.Problem.Empty() || real:
			t.Errorf("%s ended %s: %s", line[0], u.State, u.Problem)
		}
	}
	if n := len(files(t, f)); n != len(kept) || n == 0 {
		t.Errorf("%d files are kept for %d packages", n, len(kept))
	}
}

// corpus finds the folder of real packages, or skips the test.
func corpus(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("APPDEPOT_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	if _, err := os.Stat(filepath.Join(dir, "corpus.tsv")); err != nil {
		t.Skip("no folder of real packages: set APPDEPOT_CORPUS to one with a corpus.tsv")
	}
	return dir
}
