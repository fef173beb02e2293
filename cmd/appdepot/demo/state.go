package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
)

// DevicesFile is the name of the file that keeps the devices of a demo that answer.
const DevicesFile = "demo-devices"

// saved is a device as the fleet of pretend devices keeps it.
type saved struct {
	ID        string                `json:"id"`
	Token     string                `json:"token"`
	Facts     checkin.DeviceFacts   `json:"facts"`
	Inventory []models.InstalledApp `json:"inventory"`
	Every     int                   `json:"everySeconds,omitempty"`
	Never     map[string]int32      `json:"never,omitempty"`
}

// everyMinute is how many seconds are between two check-ins of a device that the demo tells of by name. The others come when the server
// says.
const everyMinute = 60

// writeDevices keeps the devices that answer in a file that only its owner may read: it has their tokens.
func writeDevices(file string, list []*pretend) error {
	all := []saved{}
	for _, d := range list {
		if !d.until.IsZero() {
			continue
		}
		s := saved{ID: string(d.id), Token: d.token, Inventory: d.inventory, Never: d.never, Facts: checkin.DeviceFacts{
			Name: d.name, Platform: d.platform, OSVersion: d.os, Architecture: d.architecture, Manufacturer: d.maker, Model: d.model, Serial: d.serial}}
		if i := numberOf(d.name); i >= 0 && i < named {
			s.Every = everyMinute
		}
		all = append(all, s)
	}
	content, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", content, 0o600); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

// numberOf is where a device stands among those of the demo; negative for another one.
func numberOf(name string) int {
	return slices.IndexFunc(devices, func(d device) bool { return d.name == name })
}

// readDevices reads the file, and when it was written. Without one there are no devices.
func readDevices(file string) (list []*pretend, at time.Time, err error) {
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, at, nil
	}
	info, statErr := os.Stat(file)
	if err := errors.Join(err, statErr); err != nil {
		return nil, at, err
	}
	var all []saved
	if err := json.Unmarshal(content, &all); err != nil {
		return nil, at, fmt.Errorf("read the demo's devices in %s: %w", file, err)
	}
	for _, s := range all {
		d := &pretend{id: models.ID(s.ID), token: s.Token, serial: s.Facts.Serial, inventory: s.Inventory, never: s.Never}
		if i := numberOf(s.Facts.Name); i >= 0 {
			d.device = devices[i]
			list = append(list, d)
		}
	}
	return list, info.ModTime().UTC(), nil
}

// shortest is how long a demo must have stood still for its devices to have done something in the meantime.
const shortest = 6 * time.Hour

// catchUp tells what the devices that answer did since the demo stood still, of the last weeks at most.
func (f *filler) catchUp(ctx context.Context, file string) error {
	list, stood, err := readDevices(file)
	if err != nil || f.today.Sub(stood) < shortest {
		return err
	}
	if earliest := ago(told, f.today); stood.Before(earliest) {
		stood = earliest
	}
	var t timeline
	for _, d := range list {
		for _, at := range d.daily(stood, f.today) {
			t.add(at, d.name, func(ctx context.Context) error { return d.visit(ctx, f.Store, at) })
		}
	}
	err = t.play(ctx, f.clock, f.today)
	f.clock.set(f.today)
	if err != nil || len(list) == 0 {
		return err
	}
	return writeDevices(file, list)
}
