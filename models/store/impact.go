package store

import (
	"context"
	"database/sql"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// Impact is what a set of assignments would do. Numbers are of devices where nothing else is said.
type Impact struct {
	WillInstall   int // required, and the app fits; AlreadyThere of them have it
	AlreadyThere  int
	CanInstall    int // people to whom the Company Portal offers the app on one of their devices
	NoDevice      int // people who are reached but have no device
	WillUninstall int // the app is there and is to go
	NotThere      int // uninstall is wanted where there is nothing to remove
	Excluded      int // left out by an exclusion, and nothing else gives them the app
	Unfit         int // reached, but the app cannot be put there
	NotEnrolled   int // reached, but only an enrolled device would get it
	Released      int // get nothing any more; what they have stays
	NoBrowser     int // get a web link, and are personally owned work profiles without a browser
	Conflicts     []Conflict
}

// LeftOut is the number of devices that a target contains and that get nothing all the same.
func (i Impact) LeftOut() int { return i.Excluded + i.Unfit + i.NotEnrolled }

// With is what a set of assignments would do for this app and for one of another platform. Devices have one platform, so they
// are counted once; people may have both, so there are at least as many as for either app.
func (i Impact) With(o Impact) Impact {
	return Impact{
		WillInstall: i.WillInstall + o.WillInstall, AlreadyThere: i.AlreadyThere + o.AlreadyThere, CanInstall: max(i.CanInstall, o.CanInstall),
		NoDevice: max(i.NoDevice, o.NoDevice), WillUninstall: i.WillUninstall + o.WillUninstall, NotThere: i.NotThere + o.NotThere,
		Excluded: max(i.Excluded, o.Excluded), Unfit: min(i.Unfit, o.Unfit), NotEnrolled: max(i.NotEnrolled, o.NotEnrolled),
		Released: i.Released + o.Released, NoBrowser: max(i.NoBrowser, o.NoBrowser), Conflicts: i.Conflicts,
	}
}

// Impact computes what would hold if the app had these assignments, device by device and for people without one. The app
// need not exist yet: its Type and Values count, and a zero ID means that nothing is assigned so far. The number of
// queries is fixed, and memory grows with those who are reached, not with the size of an inventory.
func (s *Store) Impact(ctx context.Context, app models.App, set []models.DraftAssignment) (Impact, error) {
	if err := db.May(ctx, access.ReadApps, access.App(app)); err != nil {
		return Impact{}, err
	}
	if len(set) > mostAssignments {
		return Impact{}, nil
	}
	f, err := s.forecast(ctx, app, set)
	if err != nil || f.nobodyReached() {
		return Impact{}, err
	}
	if err := f.devices(s.db.Rows(ctx)); err != nil {
		return Impact{}, err
	}
	if err := f.people(s.db.Rows(ctx)); err != nil {
		return Impact{}, err
	}
	if err := f.countNoBrowser(ctx, s, app); err != nil {
		return Impact{}, err
	}
	f.Conflicts = f.listed()
	return f.Impact, nil
}

// forecast counts the subjects one by one. Subjects in the same of the groups concerned share a decision, so few are made.
type forecast struct {
	Impact
	snapshot      *snapshot
	app           models.ID
	before, after targeting.Object
	groups        []models.ID
	place         map[targeting.PackedID]int // of each of the groups
	members       map[models.ID]groupSet     // people without a device
	decided       map[subjectKey]*outcome
	offered       map[models.ID]bool // people already counted
	conflicts     map[targeting.Conflict]*Conflict
}

// subjectKey is everything a decision depends on.
type subjectKey struct {
	groups           groupSet // of the device and its user
	isUser, isDevice bool
	enrolled         bool
}

// outcome is what holds for every subject with one subjectKey.
type outcome struct {
	before, after targeting.Decision
	conflicts     []targeting.Conflict
}

// subject is one device with its user and what is there, or one person without a device.
type subject struct {
	device    models.Device
	groups    groupSet // of those concerned
	userID    models.ID
	userName  sql.NullString
	state     models.State
	requested bool
}

func (s *Store) forecast(ctx context.Context, app models.App, set []models.DraftAssignment) (*forecast, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	f := &forecast{snapshot: snap, app: app.ID, after: apptype.ObjectOf(app, snap.Named(made(models.AppOf(app.ID), set))),
		place: map[targeting.PackedID]int{}, decided: map[subjectKey]*outcome{}, offered: map[models.ID]bool{}, conflicts: map[targeting.Conflict]*Conflict{}}
	f.before = f.after
	f.before.Assignments = nil
	if now := snap.Object(app.ID); now != nil {
		f.before.Assignments = now.Assignments
	}
	f.groups = groupsIn(slices.Concat(f.before.Assignments, f.after.Assignments))
	if f.nobodyReached() {
		return f, nil
	}
	for i, g := range f.groups {
		f.place[targeting.PackID(g)] = i
	}
	f.members, err = membersOf(s.db.Rows(ctx), snap, f.groups)
	return f, err
}

// nobodyReached reports whether nobody is reached, and nobody was.
func (f *forecast) nobodyReached() bool {
	return len(f.before.Assignments)+len(f.after.Assignments) == 0
}

func (f *forecast) devices(q *gorm.DB) error {
	return db.Each(q.Raw(`SELECT d.reach, d.id, d.name, d.platform, d.os_version, d.architecture, d.enrolled, d.primary_user_id, u.name,
			coalesce(i.state, ''), r.id IS NOT NULL
		FROM devices d LEFT JOIN users u ON u.id = d.primary_user_id
		LEFT JOIN installs i ON i.device_id = d.id AND i.app_id = @app
		LEFT JOIN requests r ON r.device_id = d.id AND r.app_id = @app AND r.action = 'install'
		ORDER BY d.id`, sql.Named("app", f.app)), func(rows *sql.Rows) error {
		var x subject
		d := &x.device
		var packed []byte
		if err := rows.Scan(&packed, &d.ID, &d.Name, &d.Platform, &d.OSVersion, &d.Architecture, &d.Enrolled, &x.userID, &x.userName,
			&x.state, &x.requested); err != nil {
			return err
		}
		for group := range targeting.Packed(packed) {
			if place, concerned := f.place[group]; concerned {
				x.groups.add(place)
			}
		}
		f.count(x)
		return nil
	})
}

func (f *forecast) people(q *gorm.DB) error {
	return db.Each(q.Raw(`SELECT id, name FROM users u
		WHERE NOT EXISTS (SELECT 1 FROM devices d WHERE d.primary_user_id = u.id) ORDER BY id`), func(rows *sql.Rows) error {
		var x subject
		if err := rows.Scan(&x.userID, &x.userName); err != nil {
			return err
		}
		x.groups = f.members[x.userID]
		o := f.decide(x)
		if o.after.Required || o.after.Offered() {
			f.NoDevice++
		}
		f.countConflicts(x, o)
		return nil
	})
}

// decide decides once for every subjectKey.
func (f *forecast) decide(x subject) *outcome {
	at := subjectKey{groups: x.groups,
		isUser: x.userID != "", isDevice: x.device.ID != "", enrolled: x.device.Enrolled || x.device.ID == ""}
	if o := f.decided[at]; o != nil {
		return o
	}
	s := targeting.Subject{DeviceID: x.device.ID, UserID: x.userID, Groups: at.groups.names(f.groups), Enrolled: at.enrolled}
	o := &outcome{before: f.snapshot.Decide(&f.before, s), after: f.snapshot.Decide(&f.after, s)}
	o.conflicts = o.after.Conflicts(f.snapshot.Scope())
	f.decided[at] = o
	return o
}

// count adds one device to the figures.
func (f *forecast) count(x subject) {
	o := f.decide(x)
	before, _ := o.before.Intent(x.requested)
	after, _ := o.after.Intent(x.requested)
	if before != "" && after == "" {
		f.Released++
	}
	switch {
	case after == "" && has(o.after, targeting.LeftOut):
		f.Excluded++
	case after == "" && has(o.after, targeting.NotEnrolled):
		f.NotEnrolled++
	case after != "" && !f.fits(x.device):
		f.Unfit++
		return
	case after == models.Required:
		f.install(x)
	case after == models.Uninstall && isPresent(x.state):
		f.WillUninstall++
	case after == models.Uninstall:
		f.NotThere++
	}
	if o.after.Offered() && x.userID != "" && !f.offered[x.userID] {
		f.offered[x.userID] = true
		f.CanInstall++
	}
	f.countConflicts(x, o)
}

func (f *forecast) install(x subject) {
	f.WillInstall++
	if isPresent(x.state) {
		f.AlreadyThere++
	}
}

func (f *forecast) fits(d models.Device) bool {
	return f.after.Unfit(d).Empty()
}

func has(d targeting.Decision, v targeting.Verdict) bool {
	for _, w := range d.Weighed {
		if w.Verdict == v {
			return true
		}
	}
	return false
}

// isPresent reports whether an app in this state is on the device.
func isPresent(s models.State) bool {
	return s == models.StateInstalled || s == models.StatePendingUninstall || s == models.StateUninstallFailed
}
