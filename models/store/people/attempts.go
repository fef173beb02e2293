package people

import (
	"context"
	"net/netip"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/store/db"
	"appdepot/models/watch"
)

// How often guessing may fail: within the window, for one subject and from one address.
const (
	attemptWindow      = 15 * time.Minute
	attemptsPerSubject = 10
	attemptsPerAddress = 30
)

const (
	checkedWithin = time.Minute           // an attempt that is checked for longer was left by a process that ended; it counts as failed
	clocksApart   = time.Minute           // the most that the clocks of several servers differ; what is later is from a clock that was wrong
	claimAgain    = 20 * time.Millisecond // between two tries to begin
	longestClaim  = 10 * time.Second
)

// counter is what an attempt counts for.
type counter struct {
	column, value string
	most          int
}

func counters(a models.Attempt) []counter {
	var all []counter
	if a.Subject != "" {
		all = append(all, counter{"subject", a.Subject, attemptsPerSubject})
	}
	if a.Subject == "" || a.Address != "" {
		all = append(all, counter{"address", a.Address, attemptsPerAddress})
	}
	return all
}

// keep writes an attempt, and forgets those that no longer count.
func keep(t *db.Tx, a models.Attempt) error {
	_, err := db.Delete[models.Attempt](t.Ctx, t.DB.Where("at <= ? OR at > ?", t.Now.Add(-attemptWindow), t.Now.Add(clocksApart)))
	if err != nil {
		return err
	}
	a.At = t.Now
	return db.Create[models.Attempt](t.Ctx, t.DB, &a)
}

// forgive takes an attempt back that succeeded, and with it all that failed for its subject.
func forgive(t *db.Tx, a models.Attempt) error {
	_, err := db.Delete[models.Attempt](t.Ctx, t.DB.Where("id = ? OR (subject <> '' AND subject = ? AND purpose = ? AND NOT checking)", a.ID, a.Subject, a.Purpose))
	return err
}

// refuse says when the next attempt may be made, when the window holds the most failures there may be.
func refuse(ctx context.Context, q *gorm.DB, a models.Attempt, now time.Time) error {
	for _, c := range counters(a) {
		failed, err := db.Find[models.Attempt](ctx, c.counted(q, a.Purpose, now).
			Where("(NOT checking OR at <= ?)", now.Add(-checkedWithin)).Order("at DESC").Limit(c.most))
		if err != nil {
			return err
		}
		if len(failed) == c.most {
			return tooManyFailed(failed[c.most-1].At, now)
		}
	}
	return nil
}

// tooManyFailed says when the first of too many attempts no longer counts.
func tooManyFailed(first, now time.Time) error {
	wait := first.Add(attemptWindow).Sub(now)
	minutes := int((min(wait, attemptWindow) + time.Minute - 1) / time.Minute)
	return models.TooMany("Too many failed attempts. Try again in %s min.", max(minutes, 1))
}

// counted finds the attempts of a counter within the window. Those of the future are left out: a clock was wrong.
func (c counter) counted(q *gorm.DB, purpose models.Purpose, now time.Time) *gorm.DB {
	return q.Where("purpose = ? AND "+c.column+" = ? AND at > ? AND at <= ?", purpose, c.value, now.Add(-attemptWindow), now.Add(clocksApart))
}

// begin claims an attempt at a secret that takes long to check. What is being checked is no failure, but as many may be checked at
// a time as may still fail: others wait until it is known how these ended.
func (s *Store) begin(ctx context.Context, a models.Attempt) error {
	ctx, cancel := context.WithTimeout(ctx, longestClaim)
	defer cancel()
	a.Checking = true
	for {
		claimed, err := s.claim(ctx, a)
		if err != nil || claimed {
			return err
		}
		select {
		case <-ctx.Done():
			return tooManyAtATime().Because(ctx.Err())
		case <-time.After(claimAgain):
		}
	}
}

func (s *Store) claim(ctx context.Context, a models.Attempt) (claimed bool, err error) {
	err = s.db.Database.Change(ctx, func(t *db.Tx) error {
		if err := t.Lock("attempts"); err != nil {
			return err
		}
		if err := refuse(ctx, t.DB, a, t.Now); err != nil {
			return err
		}
		for _, c := range counters(a) {
			n, err := db.Count[models.Attempt](ctx, c.counted(t.DB, a.Purpose, t.Now))
			if err != nil || n >= int64(c.most) {
				return err
			}
		}
		claimed = true
		return keep(t, a)
	})
	return claimed && err == nil, err
}

// failed makes an attempt at a user's password that was claimed a failure, whether or not its sender still waits for the answer. The
// user is empty when there is no such account: nobody wants to read in a log what was typed instead of an address.
func (s *Store) failed(ctx context.Context, a models.Attempt, u models.User) error {
	incident, done := watch.FailedSignIn, activity.FailSignIn
	if a.Purpose == models.Confirming {
		incident, done = watch.FailedConfirmation, activity.FailConfirm
	}
	if u.ID == "" {
		s.Watch.Warn(incident, "address", models.ActorOf(ctx).Address, "account", "unknown")
	}
	tell := u.ID != "" && s.Watch.Saw(incident)
	return s.change(context.WithoutCancel(ctx), func(t *tx) error {
		if err := t.Lock("attempts"); err != nil {
			return err
		}
		if _, err := db.Update[models.Attempt](t.Ctx, t.DB.Where("id = ?", a.ID), "checking", false); err != nil {
			return err
		}
		if tell {
			if err := t.Record(done, u.ID, u.Name); err != nil {
				return err
			}
		}
		locked, err := noteLock(t.Tx.Tx, s.Watch, a)
		if err == nil && locked && u.ID != "" {
			err = t.Record(activity.LockSignIn, u.ID, u.Name)
		}
		return err
	})
}

// noteLock tells of it when an attempt that just failed was the last that may: those that follow are refused. It reports whether they
// are refused because of whose secret it is, and not because of the address.
func noteLock(t *db.Tx, w *watch.Watch, a models.Attempt) (ofSubject bool, err error) {
	for _, c := range counters(a) {
		n, err := db.Count[models.Attempt](t.Ctx, c.counted(t.DB, a.Purpose, t.Now).Where("(NOT checking OR at <= ?)", t.Now.Add(-checkedWithin)))
		if err != nil {
			return false, err
		}
		if n == int64(c.most) && w.Warn(watch.LockedOut, "purpose", a.Purpose, "counted_by", c.column, "address", t.Actor.Address) {
			ofSubject = ofSubject || c.column == "subject"
		}
	}
	return ofSubject, nil
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
