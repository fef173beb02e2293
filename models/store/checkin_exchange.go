package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/reach"
)

// exchange is one message of a device being dealt with, in one transaction that no other message of the device overlaps.
type exchange struct {
	*tx
	snapshot *snapshot
	device   lockedDevice
	installs installs
	orders   orders
	answered []models.ID    // requests that are used up
	columns  map[string]any // of the device, that changed
}

// exchanges is how often a message is dealt with anew because of what happened meanwhile.
const exchanges = 5

// exchange deals with a message of the device that has the token: fn works on what is stored and saves it. The plan is made with
// the assignments known when it begins. What moves meanwhile the next check-in sees, because the plan says how new it is; so
// nothing that moves keeps a message from being dealt with.
func (s *Store) exchange(ctx context.Context, token string, results []checkin.OrderResult, fn func(*exchange) error) error {
	var last error
	for again := range exchanges {
		if again > 0 { // an app may be gone that is still among the assignments known
			s.forgetSnapshot()
		}
		snap, err := s.snapshot(ctx)
		if err != nil {
			return err
		}
		last = s.changeTogether(ctx, func(t *tx) error {
			x, err := t.readExchange(token, results, snap)
			if err != nil {
				return err
			}
			return fn(x)
		})
		if !isTemporary(last) {
			return last
		}
	}
	return models.Unavailable("The assignments are changing right now. Try again in a minute.").Because(last)
}

// isTemporary reports whether doing it again may succeed: an app was deleted meanwhile, or Postgres chose this transaction of two
// that waited for each other.
func isTemporary(err error) bool {
	deadlock, ok := errors.AsType[*pgconn.PgError](err)
	return errors.Is(err, gorm.ErrForeignKeyViolated) || ok && deadlock.Code == "40P01"
}

// readExchange reads what is stored about the device, which waits for another message of the same device.
func (t *tx) readExchange(token string, results []checkin.OrderResult, snap *snapshot) (*exchange, error) {
	device, err := t.lockDevice(token)
	if err != nil {
		return nil, err
	}
	x := &exchange{tx: t, snapshot: snap, device: device, columns: map[string]any{"last_seen_at": t.Now}}
	var named []models.ID
	for _, r := range results {
		if id, err := models.ParseID(string(r.OrderID)); err == nil { // anything else is no order
			named = append(named, id)
		}
	}
	x.orders, x.installs, err = t.readOrdersAndInstalls(x.device.ID, named)
	return x, err
}

// updateFacts takes over what the device says about itself; empty is unchanged. Another name is what people see, so it is recorded.
func (x *exchange) updateFacts(name, osVersion string) error {
	if osVersion != "" && osVersion != x.device.OSVersion {
		x.device.OSVersion = osVersion
		x.columns["os_version"] = osVersion
	}
	old := x.device.Name
	if name == "" || name == old {
		return nil
	}
	x.device.Name = name
	x.columns["name"] = name
	x.Actor.Name = cmp.Or(x.Actor.Name, old)
	return x.Record(activity.UpdateDevice, x.device.ID, name, models.Change{Field: "name", Old: old, New: name})
}

// updateInventory keeps the inventory, if it is another one than before.
func (x *exchange) updateInventory(inventory []models.InstalledApp, hash string) error {
	if inventory == nil || hash == x.device.InventoryHash {
		return nil
	}
	inventory = slices.Clone(inventory)
	for i, line := range inventory {
		inventory[i].Version = field.Line(line.Version) // people read it
	}
	stored, err := json.Marshal(inventory)
	x.device.Inventory, x.device.InventoryHash = inventory, hash
	x.columns["inventory"], x.columns["inventory_hash"] = string(stored), hash
	return err
}

// planLater has the next check-in plan: something changed that the plan depends on.
func (x *exchange) planLater() {
	x.columns["plan_version"] = reach.Unplanned
}

// plan decides what the device is told to do.
func (x *exchange) plan() error {
	var requests []models.Request
	if x.device.asked {
		if err := x.Where("device_id = ?", x.device.ID).Find(&requests).Error; err != nil {
			return err
		}
	}
	known := checkin.Known{
		Device: x.device.Device, Installs: x.installs.now, Open: x.orders.open(), Last: x.orders.last(), Requests: map[models.ID]models.Request{},
	}
	for _, request := range requests {
		known.Requests[request.AppID] = request
	}
	x.applyPlan(checkin.Plan(x.snapshot.wants(x.device.Subject(), x.device.Device), known, x.Now))
	return nil
}

// applyPlan takes over a plan.
func (x *exchange) applyPlan(r checkin.Result) {
	for _, row := range r.Installs {
		if row.ID == "" {
			row.ID = models.NewID()
		}
		x.installs.now[row.AppID] = row
	}
	for _, app := range r.Gone {
		delete(x.installs.now, app)
	}
	for _, id := range r.Withdraw {
		x.orders.withdraw(id)
	}
	for _, order := range r.Orders {
		order.ID = models.NewID()
		x.orders.now[order.ID] = order
	}
	x.answered = r.Answered
	x.device.NextDueAt = nil
	if !r.NextDueAt.IsZero() {
		x.device.NextDueAt = &r.NextDueAt
	}
	x.columns["plan_version"], x.columns["next_due_at"] = x.snapshot.version, x.device.NextDueAt
	if r.Again {
		x.planLater()
	}
}

// save writes what changed.
func (x *exchange) save() error {
	ended, given := x.orders.changed()
	if err := x.run(writeOrders(ended)); err != nil { // first, because an app has at most one open order on a device
		return err
	}
	list := append(writeOrders(given), x.installs.changed()...)
	if len(x.answered) > 0 {
		list = append(list, deleting("requests", x.answered))
	}
	return x.run(append(list, writeDevice(x.device.ID, x.columns)))
}
