package demo

import (
	"context"
	"fmt"
	"slices"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
)

// pretend is a device of the demo while it is being made: it remembers what is on it.
type pretend struct {
	device
	id        models.ID
	token     string
	inventory []models.InstalledApp
}

// enroll lets every device in, each with a token for its owner.
func (f *filler) enroll(ctx context.Context) error {
	for i, d := range devices {
		token, _, err := f.AddEnrollmentToken(ctx, field.Form{"note": {"For " + d.name}, "user": {f.users[d.owner].Email}, "ownership": {string(d.ownership)}, "lifetime": {"1"}})
		if err != nil {
			return fmt.Errorf("make a token for %s: %w", d.name, err)
		}
		e, err := f.EnrollDevice(ctx, checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{
			Name: d.name, Platform: d.platform, OSVersion: d.os, Architecture: d.architecture, Manufacturer: d.maker,
			Model: d.model, Serial: fmt.Sprintf("HH%05d", 41007+i*131),
		}})
		if err != nil {
			return fmt.Errorf("enroll %s: %w", d.name, err)
		}
		f.devices = append(f.devices, &pretend{device: d, id: e.DeviceID, token: e.DeviceToken, inventory: []models.InstalledApp{}})
	}
	return nil
}

// live lets the devices check in once and carry out most of what they are told; some fail, some are late, as in life.
func (f *filler) live(ctx context.Context) error {
	if err := f.request(f.as(ctx, "eva"), "Quay Board", "LAPTOP-EVA"); err != nil {
		return err
	}
	turn := 0
	for _, d := range f.devices {
		a, err := f.checkIn(ctx, d)
		if err != nil {
			return err
		}
		var r checkin.Report
		for _, o := range a.Orders {
			turn++
			if result, ended := d.carryOut(o, turn); ended {
				r.Results = append(r.Results, result)
			}
		}
		if len(r.Results) == 0 {
			continue
		}
		r.Inventory, r.InventoryHash = d.inventory, checkin.InventoryHash(d.inventory)
		if _, err := f.Report(ctx, d.token, r); err != nil {
			return fmt.Errorf("%s reports: %w", d.name, err)
		}
		if _, err := f.checkIn(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// request has a person install an app on a device of theirs.
func (f *filler) request(ctx context.Context, app, device string) error {
	i := slices.IndexFunc(f.devices, func(d *pretend) bool { return d.name == device })
	if err := f.RequestInstall(ctx, f.shelf[app], f.devices[i].id); err != nil {
		return fmt.Errorf("install %s on %s: %w", app, device, err)
	}
	return nil
}

func (f *filler) checkIn(ctx context.Context, d *pretend) (checkin.Answer, error) {
	a, err := f.CheckIn(ctx, d.token, checkin.CheckIn{InventoryHash: checkin.InventoryHash(d.inventory), Inventory: d.inventory})
	if err != nil {
		return a, fmt.Errorf("%s checks in: %w", d.name, err)
	}
	return a, nil
}

// Errors that devices of the demo run into.
const (
	notEnoughStorage = int32(-0x782ab049) // 0x87D54FB7
	installFailed    = int32(1603)        // Windows Installer: fatal error during installation
)

// carryOut does what an order says. Every ninth fails and every eleventh is still going on.
func (d *pretend) carryOut(o checkin.Order, turn int) (checkin.OrderResult, bool) {
	switch {
	case turn%11 == 0:
		return checkin.OrderResult{}, false
	case turn%9 == 0 && d.platform == models.Windows:
		return checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Failed, ErrorCode: installFailed,
			Detail: "The installer ended with a fatal error."}, true
	case turn%9 == 0:
		return checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Failed, ErrorCode: notEnoughStorage,
			Detail: "There is not enough storage left."}, true
	}
	is := func(a models.InstalledApp) bool { return a.Kind == o.Detection.Kind && a.ID == o.Detection.ID }
	d.inventory = slices.DeleteFunc(d.inventory, is)
	if o.Action != models.UninstallAction {
		d.inventory = append(d.inventory, models.InstalledApp{Kind: o.Detection.Kind, ID: o.Detection.ID, Version: o.Detection.Version})
	}
	return checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Succeeded, DetectedVersion: o.Detection.Version}, true
}
