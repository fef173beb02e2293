package demo

import (
	"context"
	"fmt"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
)

// tellDevices has every device enroll and check in.
func (f *filler) tellDevices(t *timeline) {
	all := devices
	if f.small {
		all = devices[:named]
	}
	for i, d := range all {
		p := &pretend{device: d, serial: fmt.Sprintf("HH%05d", 41007+i*131), until: f.lastSeen(i), told: ago(told, f.today)}
		f.devices = append(f.devices, p)
		came := f.came(i)
		t.add(came, "enroll "+d.name, func(ctx context.Context) error { return f.enroll(ctx, p) })
		for _, at := range p.visits(came, f.today) {
			t.add(at, d.name, func(ctx context.Context) error { return p.visit(ctx, f.Store, at) })
		}
	}
}

// came is when a device was enrolled: those that the demo tells of by name first, some in the last days, the others between.
func (f *filler) came(i int) time.Time {
	hour := 8 + float64(chance(80, "came", devices[i].name))/10
	switch {
	case i < named:
		return f.at(int(enrolled)-i%5, hour)
	case i%13 == 5:
		return f.at(1+i*5%12, hour)
	default:
		return f.at(int(enrolled)-6-i*37%27, hour)
	}
}

// lastSeen is when a device was there last, for those that do not answer any more: one of eight for some days, and a few for weeks.
// Whoever has a name in the demo answers.
func (f *filler) lastSeen(i int) time.Time {
	days := 1 + i/8*5%12
	switch {
	case i < named || i%13 == 5:
		return time.Time{}
	case i%45 == 23:
		return f.at(31+days/3, 23)
	case i%8 == 3:
		return f.at(days, 23)
	}
	return time.Time{}
}

// visits are when a device checks in from its enrollment on: soon, then every few days, and every day in the weeks of which every day is
// told.
func (d *pretend) visits(came, until time.Time) (all []time.Time) {
	for _, soon := range []time.Duration{time.Minute, 2 * time.Hour} {
		if at := came.Add(soon); at.Before(until) && d.answers(at) {
			all = append(all, at)
		}
	}
	every := ago(told, until)
	for i, at := range d.daily(came.Add(4*time.Hour), until) {
		if !at.Before(every) || i%6 == 0 {
			all = append(all, at)
		}
	}
	return all
}

// daily are when a device checks in from a time until another.
func (d *pretend) daily(from, until time.Time) (all []time.Time) {
	for date := morning(from); date.Before(until); date = date.AddDate(0, 0, 1) {
		for _, hour := range d.hours(date) {
			if at := date.Add(time.Duration(hour * float64(time.Hour))); at.After(from) && at.Before(until) && d.answers(at) {
				all = append(all, at)
			}
		}
	}
	return all
}

// hours are the hours of a day at which a device checks in: laptops when they are opened on working days, others all week.
func (d *pretend) hours(date time.Time) []float64 {
	moved := float64(chance(150, d.name, date.Format(time.DateOnly))) / 60
	laptop := d.platform == models.MacOS || d.platform == models.Windows && d.owner != ""
	weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday
	switch {
	case laptop && weekend:
		return nil
	case laptop:
		return []float64{6 + moved, 11.5 + moved}
	case d.owner == "": // in a hall, on for the whole shift
		return []float64{4 + moved, 12 + moved}
	}
	return []float64{float64(chance(16, "hour", d.name)) + 5 + moved}
}

// enroll lets a device in with a token for its owner, and puts it into its group.
func (f *filler) enroll(ctx context.Context, d *pretend) error {
	by := []string{"noor", "ada"}[chance(2, "enrolled by", d.name)]
	token, _, err := f.AddEnrollmentToken(f.as(ctx, by), field.Form{"note": {"For " + d.name}, "user": {f.users[d.owner].Email}, "ownership": {string(d.ownership)}, "lifetime": {"24"}})
	if err != nil {
		return err
	}
	f.clock.set(f.clock.now().Add(20 * time.Second))
	itself := models.WithActor(ctx, models.Actor{Address: address(d.name)})
	e, err := f.EnrollDevice(itself, checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{
		Name: d.name, Platform: d.platform, OSVersion: d.os, Architecture: d.architecture, Manufacturer: d.maker, Model: d.model, Serial: d.serial,
	}})
	if err != nil {
		return err
	}
	d.id, d.token, d.inventory = e.DeviceID, e.DeviceToken, []models.InstalledApp{}
	if d.platform == models.Windows && d.group == "Office laptops" && f.clock.now().Before(f.at(int(told), 0)) {
		d.inventory = append(d.inventory, oldVPN)
	}
	if d.group == "" {
		return nil
	}
	return f.AddMember(f.as(ctx, "ada"), f.groups[d.group], d.id)
}

// device finds a device by its name.
func (f *filler) device(name string) *pretend {
	for _, d := range f.devices {
		if d.name == name {
			return d
		}
	}
	return &pretend{}
}
