//go:build unix

package device_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/device"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store/storetest"
)

// BenchmarkCheckIn compares the CPU of a check-in with nothing to do, in an organization of 20,000 devices, 200 apps and 500
// assignments, with that of the same Echo server reading one row by its primary key through GORM. The two take turns; what is
// reported as x-read is check-in divided by read. Saving when the devices were last seen is part of the check-ins.
func BenchmarkCheckIn(b *testing.B) { storetest.Benchmark(b, benchmarkCheckIn) }

func benchmarkCheckIn(b *testing.B, f storetest.Fixture) {
	devices := f.Fill(b, storetest.Size{Devices: 20_000, Apps: 200, Assignments: 500})
	e := benchServer(f, f.Reader(b))
	dice := rand.New(rand.NewPCG(1, 2))
	var checkIns, reads time.Duration
	turns := 0
	for b.Loop() {
		turns++
		checkIns += cpu(b, func() {
			for range turn {
				idle(b, e, devices[dice.IntN(len(devices))].Name)
			}
		})
		reads += cpu(b, func() {
			for range turn {
				serve(b, e, httptest.NewRequest(http.MethodGet, "/device/bare/"+string(devices[dice.IntN(len(devices))].ID), nil))
			}
		})
	}
	checkIns += cpu(b, func() {
		if err := f.FlushLastSeen(b.Context()); err != nil {
			b.Fatal(err)
		}
	})
	each := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 / float64(turns*turn) }
	b.ReportMetric(each(checkIns), "cpu-µs/check-in")
	b.ReportMetric(each(reads), "cpu-µs/read")
	b.ReportMetric(float64(checkIns)/float64(reads), "x-read")
	b.ReportMetric(0, "ns/op")
}

// turn is how many requests of one kind follow each other.
const turn = 200

// cpu is the processor time that the whole process takes meanwhile.
func cpu(b *testing.B, do func()) time.Duration {
	b.Helper()
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := used()
	do()
	return used() - before
}

// idle checks in with a hash that the server knows, and wants to be told nothing.
func idle(b *testing.B, e *echo.Echo, token string) {
	b.Helper()
	if body := checkIn(b, e, token); !strings.HasPrefix(body, `{"orders":[],"inventoryWanted":false`) {
		b.Fatalf("the check-in is not idle: %s", body)
	}
}

func checkIn(b *testing.B, e *echo.Echo, token string) string {
	b.Helper()
	r := httptest.NewRequest(http.MethodPost, device.Prefix+"/checkins", strings.NewReader(`{"inventoryHash":"`+emptyHash+`"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	return serve(b, e, r)
}

func serve(b *testing.B, e *echo.Echo, r *http.Request) string {
	b.Helper()
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("%s %s: %d %s", r.Method, r.URL.Path, w.Code, w.Body)
	}
	return w.Body.String()
}

func benchServer(f storetest.Fixture, read func(context.Context, models.ID) (models.Device, error)) *echo.Echo {
	server := &web.Server{Store: f.Store, Log: slog.New(slog.DiscardHandler), Now: f.Clock.Now}
	e := server.Echo()
	device.Routes(server.Group(e, ""), f.Store, server.Log)
	e.GET("/device/bare/:id", func(c echo.Context) error {
		d, err := read(c.Request().Context(), models.ID(c.Param("id")))
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, map[string]string{"id": string(d.ID), "name": d.Name})
	})
	return e
}
