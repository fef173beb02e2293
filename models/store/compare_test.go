package store_test

import (
	"os"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// rot changes a byte of a file and sets the time of its last change back.
func rot(path string) error {
	info, err := os.Stat(path)
	if err == nil {
		err = flip(path)
	}
	if err == nil {
		err = os.Chtimes(path, time.Time{}, info.ModTime())
	}
	return err
}

// comparison is that of a package's file, at whatever it is.
func comparison(t *testing.T, f storetest.Fixture, id models.ID) *store.Comparison {
	t.Helper()
	c, err := f.OpenPackage(storetest.System(t), id)
	okay(t, err)
	defer c.Close()
	return c.Compare()
}

func TestAFileIsComparedBeforeItIsSent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		folder := inFolder(t, &f)
		ctx, file := storetest.System(t), probe()
		id := inspected(t, f, "probe.msi", file).PackageID
		first := comparison(t, f, id)
		okay(t, first.Wait(ctx))
		f.Clock.Pass(23 * time.Hour)
		if comparison(t, f, id) != first {
			t.Error("the file is compared again within a day")
		}
		f.Clock.Pass(time.Hour)
		second := comparison(t, f, id)
		if second == first {
			t.Error("the file is not compared again after a day")
		}
		okay(t, second.Wait(ctx))

		okay(t, rot(onlyFile(t, folder)))
		err := comparison(t, f, id).Wait(ctx)
		if models.KindOf(err) != models.KindUnavailable || models.ReasonOf(err).Code != reason.FileDamaged.Code {
			t.Errorf("comparing a file with another byte gives %v", err)
		}
		if d := damages(t, f); len(d) != 1 || d[0].Damage != models.DamageContent {
			t.Errorf("what is known of damage: %+v", d)
		}
		if c, err := f.OpenPackage(ctx, id); err == nil {
			c.Close()
			t.Error("the damaged file is opened")
		}

		okay(t, os.WriteFile(onlyFile(t, folder), file, 0o600))
		f.Clock.Pass(time.Second)
		okay(t, f.CheckFiles(ctx))
		select {
		case <-comparison(t, f, id).Done():
		default:
			t.Error("the check of all files does not count")
		}
		okay(t, comparison(t, f, id).Wait(ctx))
	})
}

// A file that cannot be read to its end is not called whole, and is compared again when it is asked for again.
func TestAComparisonThatFailsDoesNotCount(t *testing.T) {
	f := storetest.New(t)
	inFolder(t, &f)
	id := inspected(t, f, "probe.msi", probe()).PackageID
	content, err := f.OpenPackage(storetest.System(t), id)
	okay(t, err)
	defer content.Close()
	okay(t, f.Close())
	first := content.Compare()
	if err := first.Wait(t.Context()); err == nil {
		t.Error("a store that is closed compares files")
	}
	if content.Compare() == first {
		t.Error("a comparison that failed counts")
	}
}
