//go:build unix

package device_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

// BenchmarkWave measures what follows when an app is assigned to All users in an organization of 20,000 devices: the CPU of the
// first check-in of each device, against that of as many reads of one row by primary key. The two take turns. The app is
// made available, so that every device is planned and gets a state, and then required, so that every device gets an order. What
// is reported as x-read-wave is both together.
func BenchmarkWave(b *testing.B) { storetest.Benchmark(b, benchmarkWave) }

func benchmarkWave(b *testing.B, f storetest.Fixture) {
	devices := f.Fill(b, storetest.Size{Devices: 20_000, Apps: 200, Assignments: 500})
	e := benchServer(f, f.Reader(b))
	ctx := f.As(b, models.Administrator)
	var waves, reads time.Duration
	n := 0
	for b.Loop() {
		app := f.Publish(b, "webApp", "", nil, field.Form{"displayName": {"Intranet"}, "publisher": {"Finance"}, "description": {"News."}, "appUrl": {"https://intranet.example/"}})
		for _, intent := range []models.Intent{models.Available, models.Required} {
			app, err := f.App(ctx, app.ID)
			if err != nil {
				b.Fatal(err)
			}
			if err := f.AssignApp(ctx, app.ID, app.Version, []models.DraftAssignment{requiredForAll(intent)}); err != nil {
				b.Fatal(err)
			}
			for from := 0; from < len(devices); from += turn {
				some := devices[from:min(from+turn, len(devices))]
				n += len(some)
				waves += cpu(b, func() {
					for _, d := range some {
						checkIn(b, e, d.Name)
					}
				})
				reads += cpu(b, func() {
					for _, d := range some {
						serve(b, e, httptest.NewRequest(http.MethodGet, "/device/bare/"+string(d.ID), nil))
					}
				})
			}
		}
	}
	b.ReportMetric(float64(waves.Microseconds())/float64(n), "cpu-µs/check-in")
	b.ReportMetric(float64(waves)/float64(reads), "x-read-wave")
	b.ReportMetric(0, "ns/op")
}
