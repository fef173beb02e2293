package fleet

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/trouble"
)

// obey carries out an order and reports on it. An order that the server does not stand by any more is passed over.
func (d *Device) obey(ctx context.Context, o client.Order, s *Summary) error {
	result, err := d.carryOut(ctx, o, s)
	if IsRefused(err, http.StatusForbidden) || IsRefused(err, http.StatusNotFound) {
		d.Log(fmt.Sprintf("passes over %s: %s", o.Name, err))
		return nil
	}
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	result.FinishedAt = &now
	if err := d.report(ctx, result); err != nil {
		return err
	}
	if result.Outcome == client.Succeeded {
		s.Succeeded++
		d.Log(fmt.Sprintf("%s of %s %s succeeded", o.Action, o.Name, o.Version))
		return nil
	}
	s.Failed++
	d.Log(fmt.Sprintf("%s of %s %s failed with %d: %s", o.Action, o.Name, o.Version, *result.ErrorCode, *result.Detail))
	return nil
}

// carryOut downloads and pretends to install. Its result is final.
func (d *Device) carryOut(ctx context.Context, o client.Order, s *Summary) (client.Result, error) {
	if d.Inventory().Fulfills(o) {
		return client.Result{OrderId: o.OrderId, Outcome: client.Succeeded}, nil
	}
	if o.Content != nil {
		if err := d.report(ctx, client.Result{OrderId: o.OrderId, Outcome: client.Downloading}); err != nil {
			return client.Result{}, err
		}
		n, err := d.download(ctx, *o.Content)
		s.Bytes += n
		switch {
		case errors.Is(err, errMismatch):
			s.Mismatch++
			return failure(o, trouble.HashMismatch), nil
		case errors.Is(err, errBroken):
			return failure(o, trouble.DownloadFailed), nil
		case err != nil:
			return client.Result{}, err
		}
	}
	return d.pretend(ctx, o)
}

// pretend spends the time an installation takes and changes the inventory, or fails.
func (d *Device) pretend(ctx context.Context, o client.Order) (client.Result, error) {
	if err := d.report(ctx, client.Result{OrderId: o.OrderId, Outcome: client.Installing}); err != nil {
		return client.Result{}, err
	}
	if err := pause(ctx, d.dice.upTo(d.habits.Delay)); err != nil {
		return client.Result{}, err
	}
	if code := d.trouble(o); code != 0 {
		return failure(o, code), nil
	}
	d.change(func(inv Inventory) Inventory { return inv.After(o) })
	version, _ := d.Inventory().Find(o.Detection.Kind, o.Detection.Id)
	return client.Result{OrderId: o.OrderId, Outcome: client.Succeeded, DetectedVersion: &version}, nil
}

// trouble is the error code with which an order fails; 0 when it does not.
func (d *Device) trouble(o client.Order) int32 {
	if code, known := d.never[trouble.Key(o.Detection.Kind, o.Detection.Id)]; known {
		return code
	}
	if !d.dice.happens(d.habits.FailRate) {
		return 0
	}
	kind := trouble.Kind(o.Type, o.Detection.Kind, o.Content != nil)
	return trouble.Of(string(d.Facts.Platform), kind, o.Action == client.Uninstall, d.dice.IntN(1000))
}

func failure(o client.Order, code int32) client.Result {
	detail := trouble.Detail(code)
	return client.Result{OrderId: o.OrderId, Outcome: client.Failed, ErrorCode: &code, Detail: &detail}
}

// report sends one result, with the inventory when it is final.
func (d *Device) report(ctx context.Context, result client.Result) error {
	body := client.ReportRequest{Results: client.Results{result}}
	hash := d.told
	if result.Outcome == client.Succeeded || result.Outcome == client.Failed {
		inventory := d.Inventory()
		hash = inventory.Hash()
		body.Inventory, body.InventoryHash = (*client.Inventory)(&inventory), &hash
	}
	r, err := d.server.api.ReportWithResponse(ctx, body, d.sign)
	if err != nil {
		return err
	}
	if r.JSON200 == nil {
		return refusal(r.HTTPResponse, r.Body)
	}
	for _, ignored := range r.JSON200.Ignored {
		d.Log(fmt.Sprintf("its report on order %s is ignored: %s", ignored.OrderId, ignored.Reason))
	}
	d.told = hash
	return nil
}

// pause waits, or ends with the context.
func pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
