package handlers_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// BenchmarkTenant makes an organization to measure on, DEVICES in size (20,000 when it is not said), on SQLite and PostgreSQL, and
// compares the pages that list it with the bare page of handlertest.Bare. The client reads both over loopback and they take turns.
func BenchmarkTenant(b *testing.B) {
	storetest.Benchmark(b, func(b *testing.B, f storetest.Fixture) {
		began := time.Now()
		made := f.Tenant(b, storetest.Large())
		b.Logf("%d devices with %d states were made in %s", len(made.Devices), made.States, time.Since(began).Round(time.Second))
		page := admintest.SignedIn(b, f)
		full, bare := httptest.NewServer(page.Handler), httptest.NewServer(handlertest.Bare(b, f))
		defer full.Close()
		defer bare.Close()
		everywhere := string(made.Apps[3].ID)
		for name, address := range map[string]string{
			"dashboard":       link.AdminHome(),
			"apps":            link.Apps(),
			"apps-searched":   link.Query(link.Apps(), "q", "logistics 42"),
			"app":             link.App(everywhere),
			"app-devices":     link.AppSection(everywhere, "device-status"),
			"app-users":       link.AppSection(everywhere, "user-status"),
			"app-assignments": link.Assignments(everywhere),
			"devices":         link.Devices(),
			"device":          link.Device(string(made.Devices[0].ID)),
			"users":           link.Users(),
			"groups":          link.Groups(),
			"audit":           link.Audit(),
		} {
			b.Run(name, func(b *testing.B) {
				var fullTime, bareTime time.Duration
				turns := 0
				for b.Loop() {
					turns++
					fullTime += admintest.TimeRequests(b, full.URL+address, page.Cookie)
					bareTime += admintest.TimeRequests(b, bare.URL, page.Cookie)
				}
				b.ReportMetric(float64(fullTime.Microseconds())/float64(turns*admintest.RequestsPerTurn), "µs/page")
				b.ReportMetric(float64(fullTime)/float64(bareTime), "x-bare")
				b.ReportMetric(0, "ns/op")
			})
		}
	})
}
