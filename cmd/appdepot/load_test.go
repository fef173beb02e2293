package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// load is people and devices who use servers without pause, and remember what was acknowledged.
type load struct {
	t        *testing.T
	admin    client
	servers  []string // addresses of the replicas
	editors  []*editor
	devices  []*reporter
	uploads  []*sending // the last one may not be complete
	refused  atomic.Int64
	finished int // uploads that were complete, and compared
}

// progress counts what was sent and what was acknowledged.
type progress struct{ sent, acked int }

// holds wants what is stored to be what was acknowledged, or what was sent after it.
func (p progress) holds(stored int) error {
	if stored < p.acked || stored > p.sent {
		return fmt.Errorf("number %d was acknowledged and %d sent last, and %d is stored", p.acked, p.sent, stored)
	}
	return nil
}

// editor renames a category to ever higher numbers.
type editor struct {
	progress
	name    string
	id      models.ID
	version int
}

// reporter is a device that tells ever higher numbers as its name.
type reporter struct {
	progress
	id    models.ID
	token string
}

// sending is a file that is uploaded in pieces.
type sending struct {
	at          string // its address
	file        []byte
	size, acked int64
}

const (
	editorsAtOnce = 3
	devicesAtOnce = 16
	pieceBytes    = 96 << 10
)

// newLoad signs in, and makes a category for each editor and devices of some tokens.
func newLoad(t *testing.T, s *store.Store, servers ...string) *load {
	t.Helper()
	l := &load{t: t, servers: servers, admin: signIn(t, servers[0], demoAdmin, password)}
	ctx := storetest.System(t)
	for i := range editorsAtOnce {
		e := &editor{name: fmt.Sprintf("Editor %d at ", i), progress: progress{0, 0}}
		c, err := s.AddCategory(ctx, map[string][]string{"name": {e.name + "0"}})
		if err != nil {
			t.Fatal(err)
		}
		e.id, e.version = c.ID, c.Version
		l.editors = append(l.editors, e)
	}
	for range devicesAtOnce {
		token, _, err := s.AddEnrollmentToken(ctx, map[string][]string{"lifetime": {"1"}})
		if err != nil {
			t.Fatal(err)
		}
		enrolled, err := s.EnrollDevice(ctx, checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: "PC 0", Platform: models.Windows, OSVersion: "10.0.26100"}})
		if err != nil {
			t.Fatal(err)
		}
		l.devices = append(l.devices, &reporter{id: enrolled.DeviceID, token: enrolled.DeviceToken})
	}
	return l
}

// run lets all of them work until the context ends; who waits for an answer then still gets it.
func (l *load) run(ctx context.Context) {
	var all sync.WaitGroup
	for i, e := range l.editors {
		all.Go(func() { l.repeat(ctx, func(n int) error { return l.edit(e, l.server(i+n)) }) })
	}
	for i := range 2 {
		all.Go(func() {
			l.repeat(ctx, func(n int) error { return l.report(l.devices[(2*n+i)%len(l.devices)], l.server(n)) })
		})
	}
	all.Go(func() { l.repeat(ctx, func(n int) error { return l.send(l.server(n)) }) })
	all.Wait()
}

func (l *load) server(n int) string { return l.servers[n%len(l.servers)] }

// repeat does something again and again, and waits a little after it was refused.
func (l *load) repeat(ctx context.Context, do func(n int) error) {
	pause := time.NewTicker(20 * time.Millisecond)
	defer pause.Stop()
	for n := 0; ctx.Err() == nil; n++ {
		if do(n) == nil {
			continue
		}
		l.refused.Add(1)
		select {
		case <-ctx.Done():
		case <-pause.C:
		}
	}
}

var errRefused = errors.New("refused")

// ask sends a request and wants a status.
func (l *load) ask(want int, method, address string, body io.Reader, headers ...string) (*http.Response, []byte, error) {
	ctx, cancel := context.WithTimeout(l.t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, nil, err
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := l.admin.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != want {
		err = fmt.Errorf("%w: %s", errRefused, answer.Status)
	}
	return answer, text, err
}

func (l *load) edit(e *editor, server string) error {
	if e.version == 0 { // it is not known what came of the last one
		return errRefused
	}
	e.sent++
	form := url.Values{"name": {e.name + strconv.Itoa(e.sent)}, "version": {strconv.Itoa(e.version)}}
	_, _, err := l.ask(http.StatusSeeOther, http.MethodPost, server+link.CategorySection(string(e.id), "edit"),
		strings.NewReader(form.Encode()), "Content-Type", "application/x-www-form-urlencoded")
	if err != nil {
		e.version = 0
		return err
	}
	e.acked, e.version = e.sent, e.version+1
	return nil
}

func (l *load) report(d *reporter, server string) error {
	d.sent++
	hash := checkin.InventoryHash([]models.InstalledApp{})
	body, err := json.Marshal(checkin.CheckIn{Name: fmt.Sprint("PC ", d.sent), InventoryHash: hash})
	if err != nil {
		return err
	}
	if _, _, err = l.ask(http.StatusOK, http.MethodPost, server+"/device/v1/checkins", bytes.NewReader(body),
		"Content-Type", "application/json", "Authorization", "Bearer "+d.token); err == nil {
		d.acked = d.sent
	}
	return err
}

// send sends the next piece of a file, or begins the next one.
func (l *load) send(server string) error {
	if n := len(l.uploads); n == 0 || l.uploads[n-1].acked == l.uploads[n-1].size {
		return l.begin(server)
	}
	u := l.uploads[len(l.uploads)-1]
	answer, _, err := l.ask(http.StatusOK, http.MethodHead, server+u.at, nil, "Tus-Resumable", "1.0.0")
	if err != nil {
		return err
	}
	at, err := strconv.ParseInt(answer.Header.Get("Upload-Offset"), 10, 64)
	if err != nil || at < u.acked {
		l.t.Errorf("%d bytes of an upload were acknowledged, and it is at %d, %v", u.acked, at, err)
	}
	piece := u.file[at:min(at+pieceBytes, u.size)]
	_, _, err = l.ask(http.StatusNoContent, http.MethodPatch, server+u.at, bytes.NewReader(piece), "Tus-Resumable", "1.0.0",
		"Upload-Offset", strconv.FormatInt(at, 10), "Content-Type", "application/offset+octet-stream")
	if err == nil {
		u.acked = at + int64(len(piece))
	}
	return err
}

func (l *load) begin(server string) error {
	name := fmt.Sprintf("load%d", len(l.uploads))
	file := sample.APK(sample.APKOptions{Label: name, PackageID: "com.example." + name, VersionName: "1.0", VersionCode: 1, Filling: 50<<10 + rand.Int64N(500<<10)})
	answer, _, err := l.ask(http.StatusCreated, http.MethodPost, server+link.Uploads(), nil, "Tus-Resumable", "1.0.0",
		"Upload-Length", strconv.Itoa(len(file)), "Upload-Metadata", metadata(name+".apk"))
	if err == nil {
		l.uploads = append(l.uploads, &sending{at: answer.Header.Get("Location"), file: file, size: int64(len(file))})
	}
	return err
}

// verify looks for everything that was acknowledged in what is stored, and goes on from there.
func (l *load) verify(s *store.Store) {
	l.t.Helper()
	ctx := storetest.System(l.t)
	for _, e := range l.editors {
		c, err := s.Category(ctx, e.id)
		if err != nil {
			l.t.Fatal(err)
		}
		number, _ := strconv.Atoi(strings.TrimPrefix(c.Name, e.name))
		if err := e.holds(number); err != nil {
			l.t.Errorf("a category: %v", err)
		}
		l.recorded(s, e.id, c.Name, number)
		e.acked, e.version = number, c.Version
	}
	for _, r := range l.devices {
		d, err := s.Device(ctx, r.id)
		if err != nil {
			l.t.Fatal(err)
		}
		number, _ := strconv.Atoi(strings.TrimPrefix(d.Name, "PC "))
		if err := r.holds(number); err != nil {
			l.t.Errorf("a device: %v", err)
		}
		l.recorded(s, r.id, d.Name, number)
		r.acked = number
	}
	for _, u := range l.uploads[l.finished:] {
		if l.holds(s, u) {
			l.finished++
		}
	}
}

// recorded wants the audit log to tell of the name that something came to have; number 0 is the name it began with.
func (l *load) recorded(s *store.Store, of models.ID, name string, number int) {
	l.t.Helper()
	if number == 0 {
		return
	}
	lines, err := s.Events(storetest.System(l.t), store.EventQuery{Search: name, Page: models.Page{Size: devicesAtOnce * 20}})
	if err != nil {
		l.t.Fatal(err)
	}
	if !slices.ContainsFunc(lines.Items, func(e models.Event) bool {
		return e.ObjectID == of && slices.ContainsFunc(e.Changes, func(c models.Change) bool { return c.New == name })
	}) {
		l.t.Errorf("the audit log does not tell that something became %q", name)
	}
}

// holds wants an upload to have what was acknowledged of it, and reports whether it is complete; then its bytes are compared.
func (l *load) holds(s *store.Store, u *sending) (complete bool) {
	l.t.Helper()
	ctx := storetest.System(l.t)
	stored, err := s.Upload(ctx, models.ID(path.Base(u.at)))
	if err != nil {
		l.t.Errorf("an upload of which %d bytes were acknowledged: %v", u.acked, err)
		return false
	}
	if stored.Received < u.acked {
		l.t.Errorf("%d bytes of an upload were acknowledged, and %d are stored", u.acked, stored.Received)
	}
	if u.acked = stored.Received; u.acked < u.size {
		return false
	}
	if sum := sha256.Sum256(u.file); stored.SHA256 != hex.EncodeToString(sum[:]) {
		l.t.Errorf("an upload has the SHA-256 %s instead of %x", stored.SHA256, sum)
	}
	content, err := s.OpenPackage(ctx, stored.PackageID)
	if err != nil {
		l.t.Errorf("the package of an upload: %v", err)
		return true
	}
	defer content.Close()
	if got, err := io.ReadAll(content); err != nil || !bytes.Equal(got, u.file) {
		l.t.Errorf("the package of an upload has %d other bytes, %v", len(got), err)
	}
	u.file = nil // it is compared
	return true
}

// figures says what was acknowledged.
func (l *load) figures() string {
	edits, reports := 0, 0
	for _, e := range l.editors {
		edits += e.acked
	}
	for _, d := range l.devices {
		reports += d.acked
	}
	return fmt.Sprintf("%d edits, %d check-ins and %d uploads were acknowledged and are there; %d requests were refused or broke off", edits, reports, l.finished, l.refused.Load())
}
