package watch_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"appdepot/models/watch"
)

// Whoever causes incidents day and night fills no disk; what was not told is told as a number.
func TestManyIncidentsAreToldSlowly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		w := watch.New(slog.New(slog.NewTextHandler(&log, nil)))
		for range 10_000 {
			w.Warn(watch.Forbidden, "path", "/"+strings.Repeat("a", 10_000))
		}
		if log.Len() > 100_000 {
			t.Errorf("%d bytes for 10,000 incidents", log.Len())
		}
		if n := strings.Count(log.String(), "\n"); n < 100 || n > 300 {
			t.Errorf("%d lines for 10,000 incidents", n)
		}
		if w.Warn(watch.CrossSite); !strings.Contains(log.String(), "kind=cross_site") {
			t.Error("one kind keeps another from being told")
		}
		log.Reset()
		time.Sleep(time.Minute)
		if w.Warn(watch.Forbidden); !strings.Contains(log.String(), "left_out=9800") {
			t.Errorf("later the log says\n%s", log.String())
		}
	})
}
