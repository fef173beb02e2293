package handlers_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/device"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// BenchmarkDurable compares what writing costs with what it costs when SQLite does not wait for the disk. Two servers take turns, which
// differ in that alone. x-edit is the time of an administrator's edit, from sending the form until the page is there that
// follows; x-reports that of reports that many devices send at once. Both are medians, divided by those of the server that does
// not wait: what else writes to the disk meanwhile makes some wait long.
func BenchmarkDurable(b *testing.B) {
	servers := []*writing{newWriting(b, storetest.New(b)), newWriting(b, storetest.NewSyncedLater(b))}
	var edits, reports [2][]time.Duration
	for b.Loop() {
		for range turns {
			for i, w := range servers { // in blocks: waiting for the disk, one waits for what the other has just written as well
				for range 4 {
					reports[i] = append(reports[i], timed(w.report))
				}
				for range 20 {
					edits[i] = append(edits[i], timed(w.edit))
				}
			}
		}
	}
	b.ReportMetric(median(edits[0]).Seconds()*1e6, "µs/edit")
	b.ReportMetric(median(reports[0]).Seconds()*1e6/reporting, "µs/report")
	b.ReportMetric(float64(median(edits[0]))/float64(median(edits[1])), "x-edit")
	b.ReportMetric(float64(median(reports[0]))/float64(median(reports[1])), "x-reports")
	b.ReportMetric(0, "ns/op")
}

const reporting = 500 // devices

func timed(do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// writing is a server with a category to edit, and devices that are downloading an app.
type writing struct {
	b       *testing.B
	handler http.Handler
	client  http.Client
	edits   string // the address that a form is sent to
	version int
	devices []models.Device
	orders  []models.ID
	reports int // how often all have reported
}

func newWriting(b *testing.B, f storetest.Fixture) *writing {
	page := admintest.SignedIn(b, f)
	server := httptest.NewServer(page.Handler)
	b.Cleanup(server.Close)
	ctx := f.As(b, models.Administrator)
	c, err := f.AddCategory(ctx, field.Form{"name": {"Tools"}})
	if err != nil {
		b.Fatal(err)
	}
	w := &writing{b: b, handler: page.Handler, edits: server.URL + link.CategorySection(string(c.ID), "edit"), version: c.Version}
	if w.client.Jar, err = cookiejar.New(nil); err != nil {
		b.Fatal(err)
	}
	at, _ := url.Parse(server.URL)
	w.client.Jar.SetCookies(at, []*http.Cookie{page.Cookie})
	w.order(f, ctx)
	return w
}

// order has every device get an app.
func (w *writing) order(f storetest.Fixture, ctx context.Context) {
	w.devices = f.Fill(w.b, storetest.Size{Devices: reporting, Apps: 20})
	f.Publish(w.b, "webApp", "", nil, field.Form{"displayName": {"Intranet"}, "publisher": {"Finance"}, "description": {"News."}, "appUrl": {"https://intranet.example/"}},
		models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetAllDevices})
	for _, d := range w.devices {
		a, err := f.CheckIn(ctx, d.Name, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)})
		if err != nil || len(a.Orders) != 1 {
			w.b.Fatalf("%s gets %+v, %v", d.Name, a, err)
		}
		w.orders = append(w.orders, a.Orders[0].OrderID)
	}
}

// edit sends a form, and reads the page that follows.
func (w *writing) edit() {
	name := fmt.Sprint("Tools ", w.version)
	answer, err := w.client.PostForm(w.edits, url.Values{"version": {fmt.Sprint(w.version)}, "name": {name}})
	if err != nil {
		w.b.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(body), name) {
		w.b.Fatalf("an edit: %s, %v\n%s", answer.Status, err, body)
	}
	w.version++
}

// report has every device say how far its download is, all at once.
func (w *writing) report() {
	w.reports++
	var all sync.WaitGroup
	for i, d := range w.devices {
		all.Go(func() {
			body := fmt.Sprintf(`{"results":[{"orderId":%q,"outcome":"downloading","bytesReceived":%d}]}`, w.orders[i], w.reports)
			r := httptest.NewRequest(http.MethodPost, device.Prefix+"/reports", strings.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Authorization", "Bearer "+d.Name)
			answer := httptest.NewRecorder()
			w.handler.ServeHTTP(answer, r)
			if answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), string(w.orders[i])) {
				w.b.Errorf("a report: %d %s", answer.Code, answer.Body)
			}
		})
	}
	all.Wait()
}
