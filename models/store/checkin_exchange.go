package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/checkin"
)

// exchange is one message of a device being dealt with, in one transaction that no other message of the device overlaps.
type exchange struct {
	*tx
	snapshot *snapshot
	device   models.Device
	installs installs
	orders   orders
	answered []models.ID // requests that are used up
	columns  []string    // of the device, that changed
}

// errMoved says that the assignments moved while a message was dealt with.
var errMoved = errors.New("the assignments moved meanwhile")

// exchanges is how often a message is dealt with anew because the assignments moved.
const exchanges = 5

// exchange deals with a message of the device that has the token: fn works on what is stored and saves it. When the
// assignments move meanwhile, nothing is kept and it is done again with the new ones.
func (s *Store) exchange(ctx context.Context, token string, results []checkin.OrderResult, fn func(*exchange) error) error {
	for range exchanges {
		snap, err := s.snapshot(ctx)
		if err != nil {
			return err
		}
		err = s.change(ctx, func(t *tx) error {
			x, err := t.readExchange(token, results, snap)
			if err != nil {
				return err
			}
			return fn(x)
		})
		if !passing(err) {
			return err
		}
		if err := s.loadMovement(ctx); err != nil {
			return err
		}
	}
	return models.Unavailable("The assignments are being changed all the time just now. Try again in a minute.").Because(errMoved)
}

// passing reports whether doing it again may succeed: the assignments moved, an app was deleted meanwhile, or Postgres
// chose this transaction of two that waited for each other.
func passing(err error) bool {
	deadlock, ok := errors.AsType[*pgconn.PgError](err)
	return errors.Is(err, errMoved) || errors.Is(err, gorm.ErrForeignKeyViolated) || ok && deadlock.Code == "40P01"
}

// readExchange reads what is stored about the device, which waits for another message of the same device.
func (t *tx) readExchange(token string, results []checkin.OrderResult, snap *snapshot) (*exchange, error) {
	x := &exchange{tx: t, snapshot: snap}
	found := t.Clauses(clause.Locking{Strength: "UPDATE"}).Where("token_hash = ? AND token_hash <> ''", secretHash(token)).Limit(1).Find(&x.device)
	if found.Error != nil {
		return nil, found.Error
	}
	if found.RowsAffected == 0 {
		return nil, notEnrolled()
	}
	x.device.LastSeenAt = &t.now
	x.columns = []string{"LastSeenAt"}
	var named []models.ID
	for _, r := range results {
		if id, err := models.ParseID(string(r.OrderID)); err == nil { // anything else is no order
			named = append(named, id)
		}
	}
	var err error
	if x.orders, err = t.readOrders(x.device.ID, named); err != nil {
		return nil, err
	}
	x.installs, err = t.readInstalls(x.device.ID)
	return x, err
}

// introduce takes over what the device says about itself; empty is unchanged.
func (x *exchange) introduce(name, osVersion string) {
	if name != "" && name != x.device.Name {
		x.device.Name = name
		x.columns = append(x.columns, "Name")
	}
	if osVersion != "" && osVersion != x.device.OSVersion {
		x.device.OSVersion = osVersion
		x.columns = append(x.columns, "OSVersion")
	}
}

// take keeps the inventory, if it is another one than before.
func (x *exchange) take(inventory []models.InstalledApp, hash string) {
	if inventory != nil && hash != x.device.InventoryHash {
		x.device.Inventory, x.device.InventoryHash = inventory, hash
		x.columns = append(x.columns, "Inventory", "InventoryHash")
	}
}

// planLater has the next check-in plan: something changed that the plan depends on.
func (x *exchange) planLater() {
	x.device.PlanVersion = unplanned
	x.columns = append(x.columns, "PlanVersion")
}

// plan decides what the device is told to do.
func (x *exchange) plan() error {
	subject, err := x.snapshot.subject(x.DB, x.device)
	if err != nil {
		return err
	}
	wishes, err := gorm.G[models.Request](x.DB).Where("device_id = ?", x.device.ID).Find(x.ctx)
	if err != nil {
		return err
	}
	if err := x.unmoved(); err != nil {
		return err
	}
	known := checkin.Known{
		Device: x.device, Installs: x.installs.now, Open: x.orders.open(), Last: x.orders.last(), Requests: map[models.ID]models.Request{},
	}
	for _, wish := range wishes {
		known.Requests[wish.AppID] = wish
	}
	x.follow(checkin.Plan(x.snapshot.wants(subject, x.device), known, x.now))
	return nil
}

// unmoved makes sure that the groups just read are as new as the snapshot, so that the plan is for a state of things that
// there was.
func (x *exchange) unmoved() error {
	var row setting
	if err := x.Where("name = ?", movementSetting).Limit(1).Find(&row).Error; err != nil {
		return err
	}
	version, err := movementOf(row.Value)
	if err == nil && version != x.snapshot.version {
		return errMoved
	}
	return err
}

// follow takes over a plan.
func (x *exchange) follow(r checkin.Result) {
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
	x.device.PlanVersion, x.device.NextDueAt = x.snapshot.version, nil
	if !r.NextDueAt.IsZero() {
		x.device.NextDueAt = &r.NextDueAt
	}
	x.columns = append(x.columns, "PlanVersion", "NextDueAt")
}

// save writes what changed.
func (x *exchange) save() error {
	if err := x.saveOrders(x.orders); err != nil {
		return err
	}
	if err := x.saveInstalls(x.installs); err != nil {
		return err
	}
	if len(x.answered) > 0 {
		if _, err := gorm.G[models.Request](x.DB).Where("id IN ?", x.answered).Delete(x.ctx); err != nil {
			return err
		}
	}
	return x.Model(&models.Device{}).Where("id = ?", x.device.ID).Select(x.columns).UpdateColumns(x.device).Error
}
