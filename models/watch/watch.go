package watch

import (
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"golang.org/x/time/rate"
)

// Incident is a kind of what is counted and told. It is the value of a label, and never changes.
type Incident string

// The incidents.
const (
	FailedSignIn       Incident = "failed_sign_in"
	FailedConfirmation Incident = "failed_confirmation" // a wrong password of somebody who is signed in
	WrongSetUpCode     Incident = "wrong_set_up_code"
	UselessToken       Incident = "useless_enrollment_token"
	UnknownDevice      Incident = "unknown_device_token"
	LockedOut          Incident = "locked_out"           // too many attempts failed
	RefusedWhileLocked Incident = "refused_while_locked" // an attempt after that; only counted
	Forbidden          Incident = "forbidden"
	CrossSite          Incident = "cross_site"
)

var incidents = []Incident{FailedSignIn, FailedConfirmation, WrongSetUpCode, UselessToken, UnknownDevice, LockedOut, RefusedWhileLocked, Forbidden, CrossSite}

// How many of one kind are told at once and in the long run, and how long a detail may be.
const (
	atOnce  = 200
	every   = 5 * time.Second
	longest = 200
)

var total = promauto.NewCounterVec(prometheus.CounterOpts{
	Name: "appdepot_security_incidents_total", Help: "Failed attempts, lock-outs and refusals, by kind.",
}, []string{"kind"})

// Watch counts and tells. It is safe for concurrent use.
type Watch struct {
	log  *slog.Logger
	told map[Incident]*told
}

// told is how much of one kind was told.
type told struct {
	limit *rate.Limiter
	left  atomic.Int64 // out since the last one that was
}

// New makes a watch that tells a log.
func New(log *slog.Logger) *Watch {
	w := &Watch{log: log, told: map[Incident]*told{}}
	for _, i := range incidents {
		total.WithLabelValues(string(i)) // so that it is there before it happens
		w.told[i] = &told{limit: rate.NewLimiter(rate.Every(every), atOnce)}
	}
	return w
}

// Saw counts an incident, and reports whether it is to be told: when too many were, it is not, and the log says later how many were left
// out.
func (w *Watch) Saw(i Incident) bool {
	total.WithLabelValues(string(i)).Inc()
	t := w.told[i]
	if !t.limit.Allow() {
		t.left.Add(1)
		return false
	}
	if n := t.left.Swap(0); n > 0 {
		w.log.Warn("too many incidents to tell each", "kind", i, "left_out", n)
	}
	return true
}

// Warn counts an incident and tells the log of it, and reports whether it did. The details come as to slog, long texts are cut
// off; none of them is a secret.
func (w *Watch) Warn(i Incident, details ...any) bool {
	tell := w.Saw(i)
	if tell {
		for n, d := range details {
			if text, ok := d.(string); ok && len(text) > longest {
				details[n] = strings.ToValidUTF8(text[:longest], "") + "…"
			}
		}
		w.log.Warn("incident", append([]any{"kind", i}, details...)...)
	}
	return tell
}

// Count counts an incident that nobody is told of.
func (w *Watch) Count(i Incident) { total.WithLabelValues(string(i)).Inc() }
