package apps_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models/store/storetest"
)

// BenchmarkAllApps compares the page of all apps, with 10,000 apps and a signed-in session, with a bare Echo server that
// shows 50 apps of one GORM query through templ: handlertest.Bare. The client reads both over
// loopback and they take turns; x-bare is the time of the one divided by that of the other.
func BenchmarkAllApps(b *testing.B) {
	f := storetest.New(b)
	f.FillApps(b, 10_000)
	page := admintest.SignedIn(b, f)
	full, bare := httptest.NewServer(page.Handler), httptest.NewServer(handlertest.Bare(b, f))
	defer full.Close()
	defer bare.Close()
	for _, address := range []string{"/apps", "/apps?sort=-modified", "/apps?platform=android&assigned=yes", "/apps?q=logistics+42"} {
		b.Run(address, func(b *testing.B) {
			var fullTime, bareTime time.Duration
			turns := 0
			for b.Loop() {
				turns++
				fullTime += admintest.TimeRequests(b, full.URL+address, page.Cookie)
				bareTime += admintest.TimeRequests(b, bare.URL, page.Cookie)
			}
			b.ReportMetric(float64(fullTime.Microseconds())/float64(turns*admintest.RequestsPerTurn), "µs/page")
			b.ReportMetric(float64(bareTime.Microseconds())/float64(turns*admintest.RequestsPerTurn), "µs/bare")
			b.ReportMetric(float64(fullTime)/float64(bareTime), "x-bare")
			b.ReportMetric(0, "ns/op")
		})
	}
}
