package store

import (
	"context"
	"net/netip"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// How often guessing may fail: within the window, for one account and from one address.
const (
	attemptWindow      = 15 * time.Minute
	attemptsPerAccount = 10
	attemptsPerAddress = 30
)

// attempt counts a try to sign in as failed before it is checked, so that tries at the same time cannot slip through
// together; whoever succeeds forgives it. An empty account counts for the address alone.
func (s *Store) attempt(ctx context.Context, account, address string) (models.SignInFailure, error) {
	a := models.SignInFailure{ID: models.NewID(), EmailKey: account, Address: network(address)}
	err := s.change(ctx, func(t *tx) error {
		a.At = t.Now
		if err := t.Lock("sign-in attempts"); err != nil {
			return err
		}
		if _, err := db.Delete[models.SignInFailure](ctx, t.DB.Where("at <= ?", t.Now.Add(-attemptWindow))); err != nil {
			return err
		}
		if account != "" {
			if err := t.limitAttempts("email_key = ?", account, attemptsPerAccount); err != nil {
				return err
			}
		}
		if err := t.limitAttempts("address = ?", a.Address, attemptsPerAddress); err != nil {
			return err
		}
		return db.Create[models.SignInFailure](ctx, t.DB, &a)
	})
	return a, err
}

// limitAttempts refuses when the window already holds the most failures there may be, and says when the oldest leaves it.
func (t *tx) limitAttempts(where, value string, most int) error {
	failures, err := db.Find[models.SignInFailure](t.Ctx, t.DB.Where(where, value).Order("at DESC").Limit(most))
	if err != nil || len(failures) < most {
		return err
	}
	wait := failures[most-1].At.Add(attemptWindow).Sub(t.Now)
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return models.TooMany("Too many attempts have failed here, so Appdepot waits before it checks another one. Try again in %s min.", max(minutes, 1))
}

// forgive takes an attempt back, and with it all that failed for its account.
func (t *tx) forgive(a models.SignInFailure) error {
	_, err := db.Delete[models.SignInFailure](t.Ctx, t.DB.Where("id = ? OR (email_key = ? AND email_key <> '')", a.ID, a.EmailKey))
	return err
}

// network is what counts as one address: an IPv4 address, or the /64 that one IPv6 customer has.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return field.Line(address)
	}
	if ip = ip.Unmap(); ip.Is6() {
		p, _ := ip.WithZone("").Prefix(64)
		return p.String()
	}
	return ip.String()
}
