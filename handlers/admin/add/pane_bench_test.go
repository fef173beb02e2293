package add_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// BenchmarkAddingApps compares the choice of an app type and every step of every wizard with a bare templ page of as much HTML:
// handlertest.BareOf. They take turns; x-bare-page is the time of the one divided by that of the other.
func BenchmarkAddingApps(b *testing.B) {
	f := storetest.New(b)
	f.FillApps(b, 50)
	page := admintest.SignedIn(b, f)
	full := httptest.NewServer(page.Handler)
	defer full.Close()
	compare := func(name, address string) {
		b.Run(name, func(b *testing.B) {
			bare := httptest.NewServer(handlertest.BareOf(b, f, sizeOf(b, full.URL+address, page.Cookie)))
			defer bare.Close()
			var fullTime, bareTime time.Duration
			turns := 0
			for b.Loop() {
				turns++
				fullTime += admintest.TimeRequests(b, full.URL+address, page.Cookie)
				bareTime += admintest.TimeRequests(b, bare.URL, page.Cookie)
			}
			b.ReportMetric(float64(fullTime.Microseconds())/float64(turns*admintest.RequestsPerTurn), "µs/page")
			b.ReportMetric(float64(bareTime.Microseconds())/float64(turns*admintest.RequestsPerTurn), "µs/bare")
			b.ReportMetric(float64(fullTime)/float64(bareTime), "x-bare-page")
			b.ReportMetric(0, "ns/op")
		})
	}
	compare("pane", link.SelectAppType())
	for _, d := range apptype.All() {
		if d.Entry.ID == "" || d.Entry.Choose == apptype.InCatalog || d.Entry.Choose == apptype.ByDownload { // others bring those
			continue
		}
		draft := begun(b, f, d)
		for _, step := range store.WizardSteps(draft) {
			compare(d.ID+"-"+step.Key, link.DraftStep(string(draft.ID), step.Key))
		}
	}
}

// begun is a draft of a type with its example's answers, its file included.
func begun(b *testing.B, f storetest.Fixture, d *apptype.Definition) models.Draft {
	b.Helper()
	ctx := f.As(b, models.Administrator)
	draft, err := f.AddDraft(ctx, d.Entry.ID)
	if err == nil && d.Package != nil && !d.Fetched() {
		draft, err = f.AttachUpload(ctx, draft.ID, draft.Version, f.Send(b, d.ID+d.Package.Extensions[0], sample.Example(d.Package.Extensions[0])))
	}
	if err != nil {
		b.Fatal(err)
	}
	for _, step := range d.Steps {
		answers := store.DraftAnswers{Step: step.Key, Form: d.Example}
		if len(d.Supplied) > 0 {
			answers.Form = map[string][]string{apptype.Selection: {d.Supplied[0].ID}}
		}
		if draft, err = f.SaveDraft(ctx, draft.ID, draft.Version, answers); err != nil {
			b.Fatal(err)
		}
	}
	return draft
}

// sizeOf is the number of bytes of a page.
func sizeOf(b *testing.B, address string, cookie *http.Cookie) int {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
	if err != nil {
		b.Fatal(err)
	}
	r.AddCookie(cookie)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		b.Fatalf("%s: %d, %v", address, res.StatusCode, err)
	}
	return int(n)
}
