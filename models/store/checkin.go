package store

import (
	"context"
	"database/sql"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
)

// deviceSummary is as much of a device as an idle check-in needs.
type deviceSummary struct {
	ID            models.ID
	Name          string
	OSVersion     string
	InventoryHash string
	PlanVersion   int64
	PrimaryUserID models.ID
	Reach         []byte // see package reach; nil is not known yet
	NextDueAt     *time.Time
	EnrolledAt    *time.Time
	Ordered       bool // an order is open
}

// deviceSummary is the one query of a check-in with nothing to do.
func (s *Store) deviceSummary(ctx context.Context, token string) (deviceSummary, error) {
	found, err := scanned(s.db.Rows(ctx).Raw(`SELECT id, name, os_version, inventory_hash, plan_version, primary_user_id, reach, next_due_at,
		enrolled_at, EXISTS (SELECT 1 FROM orders WHERE device_id = devices.id AND done_at IS NULL AND NOT withdrawn)
		FROM devices WHERE token_hash = ? AND token_hash <> ''`, db.SecretHash(token)), scanDeviceSummary)
	if err == nil && len(found) == 0 {
		err = notEnrolled()
	}
	if err != nil {
		return deviceSummary{}, err
	}
	return found[0], nil
}

func scanDeviceSummary(rows *sql.Rows, g *deviceSummary) error {
	return rows.Scan(&g.ID, &g.Name, &g.OSVersion, &g.InventoryHash, &g.PlanVersion, &g.PrimaryUserID, &g.Reach, &g.NextDueAt,
		&g.EnrolledAt, &g.Ordered)
}

// idle reports whether the device would be told nothing that it was not told before.
func (g deviceSummary) idle(m checkin.CheckIn, moved *reach.Versions, now time.Time) bool {
	sameFacts := (m.Name == "" || m.Name == g.Name) && (m.OSVersion == "" || m.OSVersion == g.OSVersion)
	due := g.NextDueAt != nil && !now.Before(*g.NextDueAt)
	return sameFacts && len(m.Results) == 0 && m.InventoryHash == g.InventoryHash && g.planned(moved) && !due && !g.Ordered
}

// planned reports whether nothing moved since the device was planned that concerns it.
func (g deviceSummary) planned(moved *reach.Versions) bool {
	return g.Reach != nil && g.PlanVersion >= moved.Of(g.Reach, g.PrimaryUserID != "")
}

// CheckIn answers a device that says it is there: what it has to do, and when to come back. The token is the permission.
// When nothing moved that concerns it and nothing is due it reads one row; otherwise it plans, in one transaction.
func (s *Store) CheckIn(ctx context.Context, token string, m checkin.CheckIn) (checkin.Answer, error) {
	if err := m.Check(); err != nil {
		return checkin.Answer{}, err
	}
	m.Name, m.OSVersion = field.Line(m.Name), field.Line(m.OSVersion)
	if err := s.db.WatchVersions(ctx); err != nil {
		return checkin.Answer{}, err
	}
	g, err := s.deviceSummary(ctx, token)
	if err != nil {
		return checkin.Answer{}, err
	}
	if now := s.db.Now(); g.idle(m, s.db.Versions(), now) {
		s.noteSeen(ctx, g.ID)
		return answer(models.Device{ID: g.ID, EnrolledAt: g.EnrolledAt, NextDueAt: g.NextDueAt}, []checkin.Order{}, now), nil
	}
	if g.Reach == nil {
		if err := s.db.FindReach(ctx, g.ID); err != nil {
			return checkin.Answer{}, err
		}
	}
	var a checkin.Answer
	err = s.exchange(ctx, token, m.Results, func(x *exchange) error {
		if err := x.updateFacts(m.Name, m.OSVersion); err != nil {
			return err
		}
		x.receive(m.Results)
		if m.Inventory == nil && m.InventoryHash != x.device.InventoryHash {
			a = checkin.Answer{Orders: []checkin.Order{}, InventoryWanted: true, NextCheckInSeconds: 1, ServerTime: x.Now}
			return x.save()
		}
		if err := x.updateInventory(m.Inventory, m.InventoryHash); err != nil {
			return err
		}
		if err := x.plan(); err != nil {
			return err
		}
		send, err := x.toSend()
		if err != nil {
			s.log.ErrorContext(ctx, "an order waits: its app has a secret that cannot be opened", "device", x.device.ID, "error", err)
		}
		a = answer(x.device.Device, send, x.Now)
		return x.save()
	})
	return a, err
}

func answer(d models.Device, orders []checkin.Order, now time.Time) checkin.Answer {
	next := checkin.NextCheckIn(d, len(orders), now) + time.Second - 1 // in whole seconds, at which it is due
	return checkin.Answer{Orders: orders, NextCheckInSeconds: max(1, int(next/time.Second)), ServerTime: now}
}

func notEnrolled() error {
	return models.Unauthenticated("This device is no longer enrolled. Enroll it again.")
}
