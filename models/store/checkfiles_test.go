package store_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// onlyFile is the only stored file.
func onlyFile(t *testing.T, folder string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("the files are %v, %v", names, err)
	}
	return names[0]
}

func flip(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	b[len(b)/2] ^= 1
	return os.WriteFile(path, b, 0o600)
}

func damages(t *testing.T, f storetest.Fixture) []store.DamagedFile {
	t.Helper()
	c, err := f.FileCheck(storetest.System(t))
	okay(t, err)
	return c.Damaged
}

// A stored file that is damaged is found, is given to nobody, and is whole again once the same file is uploaded or comes back.
func TestDamagedFiles(t *testing.T) {
	for _, c := range []struct {
		damage models.Damage
		do     func(path string) error
	}{
		{models.DamageMissing, os.Remove},
		{models.DamageSize, func(path string) error { return os.Truncate(path, 100) }},
		{models.DamageSize, func(path string) error { return os.Truncate(path, 100_000) }},
		{models.DamageContent, flip},
	} {
		storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
			folder := inFolder(t, &f)
			ctx, file := storetest.System(t), probe()
			u := inspected(t, f, "probe.msi", file)
			checkContent(t, f, u.PackageID, file)
			okay(t, c.do(onlyFile(t, folder)))
			expectDamaged := func() {
				t.Helper()
				content, err := f.OpenPackage(ctx, u.PackageID)
				if err == nil {
					content.Close()
				}
				if models.KindOf(err) != models.KindUnavailable || models.ReasonOf(err).Code != reason.FileDamaged.Code {
					t.Errorf("a file that is damaged (%s) is opened: %v", c.damage, err)
				}
			}
			if !c.damage.Hidden() {
				expectDamaged()
				if d := damages(t, f); len(d) != 1 || d[0].Damage != c.damage {
					t.Errorf("opening found %+v", d)
				}
			}
			okay(t, f.RequestFileCheck(ctx))
			okay(t, f.CheckFiles(ctx))
			expectDamaged()
			if d := damages(t, f); len(d) != 1 || d[0].Damage != c.damage || d[0].FileName != "probe.msi" || d[0].PackageID != u.PackageID {
				t.Errorf("the check found %+v", d)
			}

			inspected(t, f, "again.msi", file)
			if d := damages(t, f); len(d) != 0 {
				t.Errorf("after the same file was uploaded again: %+v", d)
			}
			checkContent(t, f, u.PackageID, file)

			path := onlyFile(t, folder) // the damaged one is gone
			okay(t, c.do(path))
			okay(t, f.RequestFileCheck(ctx))
			okay(t, f.CheckFiles(ctx))
			okay(t, os.WriteFile(path, file, 0o600))
			f.Clock.Pass(time.Second)
			okay(t, f.CheckFiles(ctx))
			if d := damages(t, f); len(d) != 0 {
				t.Errorf("after the file came back: %+v", d)
			}
			checkContent(t, f, u.PackageID, file)
		})
	}
}

// Every file is read once a week, and no more often unless somebody wants it.
func TestFilesAreCheckedWeekly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		folder := inFolder(t, &f)
		ctx := storetest.System(t)
		inspected(t, f, "probe.msi", probe())
		okay(t, flip(onlyFile(t, folder)))
		for _, step := range []struct {
			pass  time.Duration
			found bool
		}{{0, false}, {6 * 24 * time.Hour, false}, {25 * time.Hour, true}} {
			f.Clock.Pass(step.pass)
			okay(t, f.CheckFiles(ctx))
			if found := len(damages(t, f)) > 0; found != step.found {
				t.Errorf("%s later the damage is found: %t", step.pass, found)
			}
		}
	})
}

func TestDamagedObjects(t *testing.T) {
	f := storetest.New(t)
	f.Options.Packages = s3(t)
	f = again(t, f)
	ctx, file := storetest.System(t), probe()
	u, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: int64(len(file)), Limit: testLimit})
	okay(t, err)
	for _, piece := range [][]byte{file[:1500], file[1500:]} {
		u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(piece))
		okay(t, err)
	}
	keys := files(t, f)
	for want, do := range map[models.Damage]func() error{
		models.DamageMissing: func() error { return f.Options.Packages.Delete(ctx, keys[0]) },
		models.DamageSize:    func() error { return second(f.Options.Packages.Write(ctx, keys[0], bytes.NewReader(file[:99]))) },
		models.DamageContent: func() error {
			return second(f.Options.Packages.Write(ctx, keys[0], bytes.NewReader(make([]byte, 1500))))
		},
		"": func() error { return second(f.Options.Packages.Write(ctx, keys[0], bytes.NewReader(file[:1500]))) },
	} {
		okay(t, do())
		okay(t, f.RequestFileCheck(ctx))
		okay(t, f.CheckFiles(ctx))
		d := damages(t, f)
		if want == "" && len(d) != 0 || want != "" && (len(d) != 1 || d[0].Damage != want) {
			t.Errorf("%s is found as %+v", want, d)
		}
		if want == "" {
			checkContent(t, f, u.PackageID, file)
		}
	}
}

// A process that is killed leaves bytes behind those of a part that it acknowledged. They belong to nothing, and damage nothing.
func TestBytesOfAKilledProcessAreNoDamage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		folder := inFolder(t, &f)
		ctx, file := storetest.System(t), probe()
		u := startFor(t, f, "", "probe.msi", len(file))
		u, err := f.ReceiveUpload(ctx, u.ID, io.MultiReader(bytes.NewReader(file[:1000]), iotest.ErrReader(io.ErrUnexpectedEOF)))
		if u.Received != 1000 {
			t.Fatalf("%d bytes are kept: %v", u.Received, err)
		}
		part := onlyFile(t, folder)
		okay(t, os.WriteFile(part, append(bytes.Clone(file[:1000]), "not acknowledged"...), 0o600))
		next := again(t, f)
		u, err = next.ReceiveUpload(ctx, u.ID, bytes.NewReader(file[1000:]))
		okay(t, err)
		checkContent(t, next, u.PackageID, file)
		okay(t, next.RequestFileCheck(ctx))
		okay(t, next.CheckFiles(ctx))
		if d := damages(t, next); len(d) != 0 {
			t.Errorf("the check found %+v", d)
		}
	})
}

// A file that is there and that the system does not open or read is one that devices do not get.
func TestFilesThatDoNotOpenAreDamaged(t *testing.T) {
	for what, put := range map[string]func(path string) error{
		"a link that leads nowhere": func(path string) error { return os.Symlink(path, path) },
		"a folder":                  func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
			folder := inFolder(t, &f)
			ctx := storetest.System(t)
			u := inspected(t, f, "probe.msi", probe())
			path := onlyFile(t, folder)
			okay(t, os.Remove(path))
			okay(t, put(path))
			if _, err := f.OpenPackage(ctx, u.PackageID); models.KindOf(err) != models.KindUnavailable {
				t.Errorf("%s in the place of a file: %v", what, err)
			}
			okay(t, f.RequestFileCheck(ctx))
			okay(t, f.CheckFiles(ctx))
			if d := damages(t, f); len(d) != 1 || d[0].Damage != models.DamageUnreadable {
				t.Errorf("the check found %s as %+v", what, d)
			}
		})
	}
}

// A file that cannot be looked at, for now or for good, keeps no other from being looked at, and is not called damaged.
func TestAFileThatIsRefusedKeepsNoOtherFromBeingChecked(t *testing.T) {
	f, refused := storetest.New(t), ""
	f.Options.Packages = s3With(t, func(path string) bool { return refused != "" && strings.Contains(path, refused) })
	f = again(t, f)
	ctx, file := storetest.System(t), probe()
	send := func(file []byte) models.Upload {
		u, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: int64(len(file)), Limit: testLimit})
		okay(t, err)
		u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file))
		okay(t, err)
		return u
	}
	first := send(file)
	firstKey := files(t, f)[0]
	second := send(append(bytes.Clone(file), 0))
	for _, key := range files(t, f) {
		if key != firstKey {
			okay(t, f.Options.Packages.Delete(ctx, key))
		}
	}
	refused = firstKey
	okay(t, f.RequestFileCheck(ctx))
	if err := f.CheckFiles(ctx); err == nil || !strings.Contains(err.Error(), string(first.PackageID)) {
		t.Errorf("of the file that is refused is said: %v", err)
	}
	if d := damages(t, f); len(d) != 1 || d[0].PackageID != second.PackageID {
		t.Errorf("the check found %+v", d)
	}
}
