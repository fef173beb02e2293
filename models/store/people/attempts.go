package people

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

// CountAttempt counts a try to sign in as failed before it is checked, so that tries at the same time cannot slip through
// together; whoever succeeds is forgiven it. An empty account counts for the address alone.
func CountAttempt(ctx context.Context, d *db.Database, account, address string) (models.SignInFailure, error) {
	a := models.SignInFailure{ID: models.NewID(), EmailKey: account, Address: network(address)}
	err := d.Change(ctx, func(t *db.Tx) error {
		a.At = t.Now
		if err := t.Lock("sign-in attempts"); err != nil {
			return err
		}
		if _, err := db.Delete[models.SignInFailure](ctx, t.DB.Where("at <= ?", t.Now.Add(-attemptWindow))); err != nil {
			return err
		}
		if account != "" {
			if err := limitAttempts(t, "email_key = ?", account, attemptsPerAccount); err != nil {
				return err
			}
		}
		if err := limitAttempts(t, "address = ?", a.Address, attemptsPerAddress); err != nil {
			return err
		}
		return db.Create[models.SignInFailure](ctx, t.DB, &a)
	})
	return a, err
}

// limitAttempts refuses when the window already holds the most failures there may be, and says when the oldest leaves it.
func limitAttempts(t *db.Tx, where, value string, most int) error {
	failures, err := db.Find[models.SignInFailure](t.Ctx, t.DB.Where(where, value).Order("at DESC").Limit(most))
	if err != nil || len(failures) < most {
		return err
	}
	wait := failures[most-1].At.Add(attemptWindow).Sub(t.Now)
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return models.TooMany("Too many failed attempts. Try again in %s min.", max(minutes, 1))
}

// Forgive takes an attempt back, and with it all that failed for its account.
func Forgive(t *db.Tx, a models.SignInFailure) error {
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
