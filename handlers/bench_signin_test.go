//go:build linux

package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

const (
	signInsAtOnce = 20
	pagesPerTurn  = 100
)

// BenchmarkSignIns measures how long one person waits for a page while 20 others sign in again and again, against the same page when
// nobody does. What is reported as x-quiet is the median of the one divided by that of the other.
func BenchmarkSignIns(b *testing.B) {
	f := storetest.New(b)
	packages := packageFolder(b, f)
	reader := f.Person(b, models.Administrator)
	var emails []string
	for i := range signInsAtOnce {
		email := fmt.Sprintf("person-%d@appdepot.example", i)
		_, err := f.AddUser(storetest.System(b), field.Form{"name": {email}, "email": {email}, "role": {string(models.PortalUser)}, "password": {storetest.Password}})
		if err != nil {
			b.Fatal(err)
		}
		emails = append(emails, email)
	}
	server := startServer(b, f, packages)
	for _, email := range emails {
		signInOnce(b, server.url, email) // which stores their passwords at the usual cost
	}
	cookie := signInOnce(b, server.url, reader.Email)
	var quiet, busy times
	signIns := 0
	for b.Loop() {
		for range turns {
			quiet = append(quiet, pageTimes(b, server.url, cookie)...)
			stop := keepSigningIn(b, server.url, emails)
			busy = append(busy, pageTimes(b, server.url, cookie)...)
			signIns += stop()
		}
	}
	b.ReportMetric(float64(quiet.median().Microseconds()), "µs/page")
	b.ReportMetric(float64(busy.median().Microseconds()), "µs/page-busy")
	b.ReportMetric(float64(busy[len(busy)*95/100].Microseconds()), "µs/page-busy-95%")
	b.ReportMetric(float64(busy.median())/float64(quiet.median()), "x-quiet")
	b.ReportMetric(float64(signIns), "sign-ins")
	b.ReportMetric(0, "ns/op")
}

// keepSigningIn has everybody sign in again and again. Stop waits for the last ones and says how many there were.
func keepSigningIn(b *testing.B, server string, emails []string) (stop func() int) {
	b.Helper()
	var all sync.WaitGroup
	var stopped atomic.Bool
	var n atomic.Int64
	first := make(chan struct{}, len(emails))
	for _, email := range emails {
		all.Go(func() {
			for !stopped.Load() {
				signInOnce(b, server, email)
				n.Add(1)
				select {
				case first <- struct{}{}:
				default:
				}
			}
		})
	}
	<-first // the others wait for their turn by now
	return func() int {
		stopped.Store(true)
		all.Wait()
		return int(n.Load())
	}
}

// signInOnce signs in and gives the session's cookie.
func signInOnce(b *testing.B, server, email string) string {
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Post(server+link.SignIn(), "application/x-www-form-urlencoded",
		strings.NewReader(url.Values{"email": {email}, "password": {storetest.Password}}.Encode()))
	if err != nil {
		b.Error(err)
		return ""
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		b.Errorf("signing in: %s", answer.Status)
	}
	for _, c := range answer.Cookies() {
		if c.Name == "appdepot_session" {
			return c.Value
		}
	}
	return ""
}

// pageTimes are how long a turn of pages took, one by one.
func pageTimes(b *testing.B, server, cookie string) (all times) {
	b.Helper()
	for range pagesPerTurn {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server+link.Apps(), nil)
		if err != nil {
			b.Fatal(err)
		}
		r.AddCookie(&http.Cookie{Name: "appdepot_session", Value: cookie})
		began := time.Now()
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			b.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			b.Fatalf("the page: %s", answer.Status)
		}
		all = append(all, time.Since(began))
	}
	return all
}
