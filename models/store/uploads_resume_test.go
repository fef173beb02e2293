package store_test

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

func startFor(t testing.TB, f storetest.Fixture, draft models.ID, name string, size int) models.Upload {
	t.Helper()
	u, err := f.StartUpload(storetest.System(t), models.NewUpload{Name: name, Size: int64(size), Limit: testLimit, DraftID: draft})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func sha256Of(b []byte) models.Checksum {
	sum := sha256.Sum256(b)
	return models.Checksum{Algorithm: "sha256", Sum: sum[:]}
}

func TestChunksGoOnWhereTheUploadIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, file := storetest.System(t), probe()
		u := startFor(t, f, "", "probe.msi", len(file))
		chunk := func(at int64, sum models.Checksum, b []byte) (err error) {
			u, err = f.ReceiveChunk(ctx, u.ID, models.Chunk{Offset: at, Checksum: sum}, bytes.NewReader(b))
			return err
		}
		sha1Sum := sha1.Sum(file[:1000])
		for _, step := range []struct {
			err  error
			kind models.Kind
			at   int64
		}{
			{chunk(0, models.Checksum{Algorithm: "sha1", Sum: sha1Sum[:]}, file[:1000]), models.KindInternal, 1000},
			{chunk(0, models.Checksum{}, file[:1000]), models.KindConflict, 1000},
			{chunk(2000, models.Checksum{}, file[2000:]), models.KindConflict, 1000},
			{chunk(1000, models.Checksum{}, nil), models.KindInternal, 1000},
			{chunk(1000, models.Checksum{}, append(file[1000:len(file):len(file)], 0)), models.KindInvalid, 1000},
			{chunk(1000, sha256Of(file[1000:2000]), file[1000:2000]), models.KindInternal, 2000},
			{chunk(2000, sha256Of(file[2000:]), file[2000:]), models.KindInternal, int64(len(file))},
			{chunk(2000, models.Checksum{}, file[2000:]), models.KindConflict, int64(len(file))},
		} {
			if models.KindOf(step.err) != step.kind || (step.kind == models.KindInternal) != (step.err == nil) {
				t.Errorf("at %d: %v", step.at, step.err)
			}
		}
		if u.State != models.UploadReading || len(files(t, f)) != 1 {
			t.Fatalf("the upload ended as %+v, files %v", u, files(t, f))
		}
		checkContent(t, f, u.PackageID, file)
	})
}

func TestDamagedChunkIsRefusedWithBothHashes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, file := storetest.System(t), probe()
		u := startFor(t, f, "", "probe.msi", len(file))
		damaged := bytes.Clone(file[:2000])
		damaged[77] ^= 1
		u, err := f.ReceiveChunk(ctx, u.ID, models.Chunk{Checksum: sha256Of(file[:2000])}, bytes.NewReader(damaged))
		if !errors.Is(err, store.ErrDamaged) || u.Received != 0 {
			t.Fatalf("%d bytes are kept: %v", u.Received, err)
		}
		for _, sum := range []models.Checksum{sha256Of(file[:2000]), sha256Of(damaged)} {
			if !strings.Contains(err.Error(), hex.EncodeToString(sum.Sum)) {
				t.Errorf("%q does not name %x", err, sum.Sum)
			}
		}
		cut := io.MultiReader(bytes.NewReader(file[:1000]), iotest.ErrReader(io.ErrUnexpectedEOF))
		if u, err = f.ReceiveChunk(ctx, u.ID, models.Chunk{Checksum: sha256Of(file[:2000])}, cut); err == nil || u.Received != 0 {
			t.Fatalf("%d bytes that nobody could check are kept: %v", u.Received, err)
		}
		for at := int64(0); at < int64(len(file)); at = u.Received {
			b := file[at:min(at+2000, int64(len(file)))]
			if u, err = f.ReceiveChunk(ctx, u.ID, models.Chunk{Offset: at, Checksum: sha256Of(b)}, bytes.NewReader(b)); err != nil {
				t.Fatal(err)
			}
		}
		checkContent(t, f, u.PackageID, file)
	})
}

func TestOneRequestAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, file := storetest.System(t), probe()
		u := startFor(t, f, "", "probe.msi", len(file))
		body, arriving := io.Pipe()
		first := make(chan error)
		go func() {
			_, err := f.ReceiveUpload(ctx, u.ID, body)
			first <- err
		}()
		if _, err := arriving.Write(file[:1]); err != nil {
			t.Fatal(err)
		}
		if _, err := f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file)); !errors.Is(err, store.ErrBusy) {
			t.Errorf("a second request: %v", err)
		}
		arriving.CloseWithError(io.ErrUnexpectedEOF)
		<-first
		if _, err := f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file[1:])); err != nil {
			t.Error(err)
		}
	})
}

// again opens a second store on the same data, as another process does.
func again(t testing.TB, f storetest.Fixture) storetest.Fixture {
	t.Helper()
	s, err := store.Open(t.Context(), f.Options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	f.Store = s
	return f
}

func TestAnotherProcessGoesOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, file := storetest.System(t), probe()
		u := startFor(t, f, "", "probe.msi", len(file))
		other := again(t, f)
		for i, cut := range []int{700, 1500, 2200, len(file)} {
			on := []storetest.Fixture{f, other}[i%2]
			u, _ = on.ReceiveUpload(ctx, u.ID, io.MultiReader(bytes.NewReader(file[u.Received:cut]), iotest.ErrReader(io.ErrClosedPipe)))
			if u.Received != int64(cut) {
				t.Fatalf("%d bytes are kept, not %d", u.Received, cut)
			}
		}
		if u.State != models.UploadReading || len(files(t, f)) != 4 {
			t.Fatalf("the upload ended as %+v, files %v", u, files(t, f))
		}
		checkContent(t, f, u.PackageID, file)
	})
}

// Of two processes that bring the same bytes at once one is too late, and does no harm.
func TestTwoProcessesAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, file := storetest.System(t), probe()
		u := startFor(t, f, "", "probe.msi", len(file))
		body, arriving := io.Pipe()
		first := make(chan error)
		go func() {
			_, err := f.ReceiveUpload(ctx, u.ID, body)
			first <- err
		}()
		if _, err := arriving.Write(make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
		u, err := again(t, f).ReceiveUpload(ctx, u.ID, bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		arriving.CloseWithError(io.ErrUnexpectedEOF)
		if err := <-first; models.KindOf(err) != models.KindConflict {
			t.Errorf("the one that is late: %v", err)
		}
		if len(files(t, f)) != 1 {
			t.Errorf("kept: %v", files(t, f))
		}
		checkContent(t, f, u.PackageID, file)
	})
}

func TestDraftGetsItsFileWhenItHasArrived(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", probe())
		before, file := d.UploadID, scanner(40200, sample.NewSigner("Example"))
		forgotten := startFor(t, f, d.ID, "other.apk", len(file))
		if _, err := f.ReceiveUpload(ctx, forgotten.ID, io.MultiReader(bytes.NewReader(file[:10]), iotest.ErrReader(io.ErrClosedPipe))); err == nil {
			t.Fatal("half a file is whole")
		}
		u := startFor(t, f, d.ID, "scan.apk", len(file))
		if _, err := f.Upload(ctx, forgotten.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the upload whose place was taken: %v", err)
		}
		u, _ = f.ReceiveUpload(ctx, u.ID, io.MultiReader(bytes.NewReader(file[:100]), iotest.ErrReader(io.ErrClosedPipe)))
		now, err := f.Draft(ctx, d.ID)
		if err != nil || now.UploadID != before || now.Version != d.Version {
			t.Fatalf("before it has arrived the draft is %+v, %v", now, err)
		}
		half, err := f.DraftFile(ctx, now)
		if err != nil || half.Arriving.ID != u.ID || half.Arriving.Received != 100 || half.Upload.ID != before {
			t.Fatalf("the draft's page would show %+v, %v", half, err)
		}
		if u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file[100:])); err != nil {
			t.Fatal(err)
		}
		if err := f.InspectUpload(storetest.System(t), u.ID); err != nil {
			t.Fatal(err)
		}
		now, err = f.Draft(ctx, d.ID)
		if err != nil || now.UploadID != u.ID || now.Type != "androidLobApp" || answer(now, "packageId") != "com.example.depotscan" {
			t.Errorf("the draft is %+v, %v", now, err)
		}
		if whole, err := f.DraftFile(ctx, now); err != nil || whole.Arriving.ID != "" || len(files(t, f)) != 1 {
			t.Errorf("the draft's page would show %+v, %v; kept: %v", whole, err, files(t, f))
		}
	})
}

func TestKnownFileAnswersAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		inspected(t, f, "probe.msi", probe())
		ctx, d := draft(t, f, "lineOfBusinessApp")
		u := startFor(t, f, d.ID, "probe.msi", len(probe()))
		if _, err := f.ReceiveUpload(ctx, u.ID, bytes.NewReader(probe())); err != nil {
			t.Fatal(err)
		}
		if now, err := f.Draft(ctx, d.ID); err != nil || now.UploadID != u.ID || now.Type != "windowsMobileMSI" {
			t.Errorf("the draft is %+v, %v", now, err)
		}
	})
}

func TestDiscardedDraftTakesAlongWhatIsArriving(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		u := startFor(t, f, d.ID, "probe.msi", 4000)
		if _, err := f.ReceiveUpload(ctx, u.ID, io.MultiReader(bytes.NewReader(probe()[:100]), iotest.ErrReader(io.ErrClosedPipe))); err == nil {
			t.Fatal("half a file is whole")
		}
		if _, err := f.DiscardDrafts(ctx, d.ID); err != nil {
			t.Fatal(err)
		}
		if err := f.Sweep(storetest.System(t)); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Upload(ctx, u.ID); models.KindOf(err) != models.KindNotFound || len(files(t, f)) != 0 {
			t.Errorf("the upload: %v; kept: %v", err, files(t, f))
		}
	})
}
