package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/db"
	"appdepot/models/store/people"
	"appdepot/models/store/powertest"
	"appdepot/models/store/storetest"
)

// Driver and folder of the store in whose process the power is cut: see TestMain.
const poweredDriver, poweredFolder = "APPDEPOT_TEST_DRIVER", "APPDEPOT_TEST_FOLDER"

// What was acknowledged survives a power cut: at every acknowledgement, what is synced by then is all that is left, and a store opened
// on that has everything acknowledged until then.
func TestWhatIsAcknowledgedSurvivesAPowerCut(t *testing.T) {
	t.Parallel()
	for _, driver := range db.Drivers() {
		t.Run(driver, func(t *testing.T) {
			folder := t.TempDir()
			program := exec.Command(os.Args[0])
			program.Env = append(os.Environ(), poweredDriver+"="+driver, poweredFolder+"="+folder)
			tape := powertest.Watch(t, folder, program)
			said := tape.Promises()
			if len(said) != 2+noticedEdits+3+fleetSize {
				t.Fatalf("%d things were acknowledged: %q", len(said), said)
			}
			if n := tape.Syncs(2, 1+noticedEdits); n >= 2*(noticedEdits-1) {
				t.Errorf("%d edits, each with a notice that the next page shows, waited %d times for the disk", noticedEdits-1, n)
			}
			for i := range said {
				p := openPowered(t, driver, tape.Cut(t, i))
				for _, promise := range slices.Backward(said[:i+1]) {
					if err := p.keeps(promise); err != nil {
						t.Fatalf("the power was cut after %q, and %q is gone: %v", said[i], promise, err)
					}
				}
			}
		})
	}
}

// At whichever moment the power is cut, in the middle of the first start as well, a store opens on what is left and has everything that was
// acknowledged by then. make soak cuts it more often.
func TestSoakPowerCuts(t *testing.T) {
	t.Parallel()
	driver, folder, cuts := db.Drivers()[0], t.TempDir(), 0
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), poweredDriver+"="+driver, poweredFolder+"="+folder)
	tape, kept := powertest.Watch(t, folder, program), 0
	for cuts = range storetest.Rounds(12, 300) {
		at := rand.IntN(tape.Calls())
		p, err := powerOn(t.Context(), driver, tape.CutAfter(t, at))
		if err != nil {
			t.Fatalf("the power was cut after %d of %d calls: %v", at, tape.Calls(), err)
		}
		for _, promise := range slices.Backward(tape.PromisesBy(at)) {
			kept++
			if err := p.keeps(promise); err != nil {
				t.Errorf("the power was cut after %d of %d calls, and %q is gone: %v", at, tape.Calls(), promise, err)
			}
		}
		okay(t, p.Close())
	}
	t.Logf("the power was cut %d times in %d calls; %d promises were kept", cuts, tape.Calls(), kept)
}

const (
	noticedEdits = 6
	fleetSize    = 6
	firstBytes   = 1000 // of the file, that arrive first
)

// powered is a store in a process whose power is cut.
type powered struct {
	*store.Store
	ctx context.Context
}

// openPowered opens what a power cut left.
func openPowered(t *testing.T, driver, folder string) powered {
	t.Helper()
	p, err := powerOn(t.Context(), driver, folder)
	okay(t, err)
	t.Cleanup(func() { p.Close() })
	return p
}

func powerOn(ctx context.Context, driver, folder string) (powered, error) {
	packages, err := blob.Open(ctx, filepath.Join(folder, "files", "packages"))
	if err != nil {
		return powered{}, err
	}
	s, err := store.Open(ctx, store.Options{Database: filepath.Join(folder, "appdepot.db"), Driver: driver, Packages: packages})
	return powered{s, models.WithActor(ctx, models.Actor{System: true})}, err
}

// servePowered lets this program be the one whose power is cut.
func servePowered() {
	folder := os.Getenv(poweredFolder)
	if folder == "" {
		return
	}
	p, err := powerOn(context.Background(), os.Getenv(poweredDriver), folder)
	if err == nil {
		err = errors.Join(p.edits(), p.noticedEdits(), p.uploads(), p.reports())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// acknowledged says that something is safe now.
func acknowledged(err error, format string, values ...any) error {
	if err == nil {
		fmt.Printf(format, values...)
	}
	return err
}

func (p powered) edits() error {
	_, err := p.AddCategory(p.ctx, field.Form{"name": {"Tools"}})
	if err := acknowledged(err, "category Tools"); err != nil {
		return err
	}
	c, err := p.AddCategory(p.ctx, field.Form{"name": {"Toys"}})
	if err == nil {
		err = p.RenameCategory(p.ctx, c.ID, c.Version, field.Form{"name": {"Games"}})
	}
	return acknowledged(err, "category Games")
}

// noticedEdits are those of a person who is told of each on the page that follows.
func (p powered) noticedEdits() error {
	form := field.Form{"name": {"Ada"}, "email": {"ada@appdepot.example"}, "password": {storetest.Password}, "role": {string(models.Administrator)}}
	if _, err := p.AddUser(p.ctx, form); err != nil {
		return err
	}
	in, err := p.SignIn(p.ctx, form.Get("email"), storetest.Password, people.Visitor{})
	if err != nil {
		return err
	}
	user, session, err := p.SessionUser(p.ctx, in.Cookie)
	ctx := models.WithActor(p.ctx, session.Actor(user, ""))
	for i := range noticedEdits {
		name := fmt.Sprint("Books ", i)
		_, added := p.AddCategory(ctx, field.Form{"name": {name}})
		noticed := p.AddNotice(ctx, session.ID, models.Notice{Kind: "ok", Reason: reason.CategoryCreated.Of(name)})
		if err = errors.Join(err, added, noticed, p.ShownNotices(ctx, session.ID)); err != nil {
			return err
		}
		fmt.Printf("category %s", name)
	}
	return nil
}

// uploads sends a file in two pieces, of which the second goes behind the first.
func (p powered) uploads() error {
	file := probe()
	u, err := p.StartUpload(p.ctx, models.NewUpload{Name: "probe.msi", Size: int64(len(file)), Limit: testLimit})
	if err := acknowledged(err, "upload 0"); err != nil {
		return err
	}
	for _, end := range []int{firstBytes, len(file)} {
		u, err = p.ReceiveChunk(p.ctx, u.ID, models.Chunk{Offset: u.Received}, bytes.NewReader(file[u.Received:end]))
		if err := acknowledged(err, "upload %d", end); err != nil {
			return err
		}
	}
	return nil
}

// reports are the first words of several devices at once.
func (p powered) reports() error {
	var fleet sync.WaitGroup
	errs := make([]error, fleetSize)
	for i := range fleetSize {
		secret, _, err := p.AddEnrollmentToken(p.ctx, field.Form{"lifetime": {"1"}})
		if err != nil {
			return err
		}
		e, err := p.EnrollDevice(p.ctx, enrolling(secret))
		if err != nil {
			return err
		}
		fleet.Go(func() {
			name := fmt.Sprint("PC-", i)
			_, err := p.CheckIn(p.ctx, e.DeviceToken, checkin.CheckIn{Name: name, Inventory: []models.InstalledApp{}, InventoryHash: checkin.InventoryHash(nil)})
			errs[i] = acknowledged(err, "device %s", name)
		})
	}
	fleet.Wait()
	return errors.Join(errs...)
}

// keeps looks for what was acknowledged.
func (p powered) keeps(promise string) error {
	what, value, _ := strings.Cut(promise, " ")
	switch what {
	case "category":
		list, err := p.Categories(p.ctx)
		if err == nil && !slices.ContainsFunc(list, func(c store.CategoryLine) bool { return c.Name == value }) {
			err = fmt.Errorf("there are only %v", list)
		}
		return err
	case "upload":
		least, err := strconv.ParseInt(value, 10, 64)
		return errors.Join(err, p.keepsUpload(least))
	}
	list, err := p.Devices(p.ctx, store.DeviceQuery{Search: value})
	if err == nil && len(list.Items) != 1 {
		err = fmt.Errorf("%d devices have the name", len(list.Items))
	}
	return err
}

// keepsUpload sends what is missing of the file, and compares it.
func (p powered) keepsUpload(least int64) error {
	list, err := p.Uploads(p.ctx)
	if err != nil || len(list) != 1 || list[0].Received < least {
		return errors.Join(err, fmt.Errorf("%d bytes were acknowledged; there is %+v", least, list))
	}
	u, file := list[0].Upload, probe()
	if u.State == models.UploadReceiving {
		if u, err = p.ReceiveUpload(p.ctx, u.ID, bytes.NewReader(file[u.Received:])); err != nil {
			return err
		}
	}
	content, err := p.OpenPackage(p.ctx, u.PackageID)
	if err != nil {
		return err
	}
	defer content.Close()
	var got bytes.Buffer
	if _, err := got.ReadFrom(content); err != nil || !bytes.Equal(got.Bytes(), file) {
		return errors.Join(err, fmt.Errorf("the file has %d bytes, and not those that were sent", got.Len()))
	}
	return nil
}
