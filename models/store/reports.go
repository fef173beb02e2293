package store

import (
	"context"
	"slices"

	"appdepot/models"
	"appdepot/models/checkin"
)

// Report takes what became of a device's orders. With the inventory it plans at once, so that the states are true; what
// is to be done next is told at the next check-in. The same results again are taken again.
func (s *Store) Report(ctx context.Context, token string, m checkin.Report) (checkin.Reported, error) {
	if err := m.Check(); err != nil {
		return checkin.Reported{}, err
	}
	var r checkin.Reported
	err := s.exchange(ctx, token, m.Results, func(x *exchange) error {
		r = x.receive(m.Results)
		if m.Inventory == nil || m.InventoryHash == "" {
			return x.save()
		}
		if err := x.updateInventory(m.Inventory, m.InventoryHash); err != nil {
			return err
		}
		if err := x.plan(); err != nil {
			return err
		}
		return x.save()
	})
	return r, err
}

// receive takes the results one after the other. After a final one the device is planned anew.
func (x *exchange) receive(results []checkin.OrderResult) checkin.Reported {
	r := checkin.Reported{Accepted: []models.ID{}, Ignored: []checkin.Ignored{}}
	for _, result := range results {
		if reason := x.receiveOne(result); reason != "" {
			r.Ignored = append(r.Ignored, checkin.Ignored{OrderID: result.OrderID, Reason: reason})
		} else if !slices.Contains(r.Accepted, result.OrderID) {
			r.Accepted = append(r.Accepted, result.OrderID)
		}
	}
	return r
}

func (x *exchange) receiveOne(result checkin.OrderResult) checkin.IgnoreReason {
	before, known := x.orders.now[result.OrderID]
	if !known {
		return checkin.IgnoredUnknown
	}
	order, reason := checkin.Receive(before, result, x.Now)
	if reason != "" || before.DoneAt != nil {
		return reason
	}
	x.orders.now[order.ID] = order
	if row, ok := x.installs.now[order.AppID]; ok {
		app := x.snapshot.apps[order.AppID]
		x.installs.now[order.AppID] = checkin.Progress(row, order, result, app != nil && app.eachCheckIn, x.Now)
	}
	if order.DoneAt != nil {
		x.planLater()
	}
	return ""
}
