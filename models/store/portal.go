package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
	"appdepot/models/targeting"
)

// PortalApp is an app as the Company Portal shows it to the person of one device.
type PortalApp struct {
	models.App // only what the Company Portal shows
	Decision   targeting.Decision
	Categories []models.Category
	Unfit      models.Reason // why it cannot be put on the device; empty when it can
	Removable  bool          // people can be allowed to uninstall apps of this type
	Kept       bool          // administrators do not let people take it off
	Address    string        // of a web link, to be opened
	StorePage  string        // in a public store
	LeadsTo    string        // the web address that it opens once it is on a device
	Stage      Stage
	Install    models.Install // the zero Install when nothing is known
	Request    models.Request // the zero Request when nobody asked
	Requested  bool           // for themselves, by the person whose device it is
	Order      models.Order   // the open order, or the zero Order

	SupersededBy models.ID   // the app that is offered in its place; empty when there is none
	Joined       bool        // it depends on another app, or another on it: people cannot take it off
	newer        []models.ID // apps that take its place wherever they are, the nearest first
}

// PortalQuery narrows a list of apps. The zero value is everything that reaches the device.
type PortalQuery struct {
	Search   string
	Category models.ID
	Required bool // only what is required
	Featured bool // only what is featured
}

// MyApps lists what reaches a device of the actor's: required or offered, and fit for it, by name. Apps of one name are all
// there. An unenrolled device is offered only what is available without enrollment.
func (s *Store) MyApps(ctx context.Context, deviceID models.ID, q PortalQuery) ([]PortalApp, error) {
	p, err := s.portal(ctx, deviceID)
	if err != nil {
		return nil, err
	}
	all, err := p.apps(s.db.Rows(ctx), "")
	if err != nil {
		return nil, err
	}
	markReplaced(all)
	list := slices.DeleteFunc(all, func(a PortalApp) bool {
		return !a.Listed() || !q.Matches(a)
	})
	slices.SortFunc(list, func(a, b PortalApp) int {
		return cmp.Or(cmp.Compare(a.NameKey, b.NameKey), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// MyApp is one app on a device of the actor's. An app that does not reach the device is NotFound, unless it is there.
func (s *Store) MyApp(ctx context.Context, appID, deviceID models.ID) (PortalApp, error) {
	p, err := s.portal(ctx, deviceID)
	if err != nil {
		return PortalApp{}, err
	}
	return p.app(s.db.Rows(ctx), appID)
}

// MyInstalls lists what Appdepot installed, installs or failed to install on a device of the actor's, and its web links, which need
// no installing, by name.
func (s *Store) MyInstalls(ctx context.Context, deviceID models.ID) ([]PortalApp, error) {
	list, err := s.MyApps(ctx, deviceID, PortalQuery{})
	return slices.DeleteFunc(list, func(a PortalApp) bool { return !a.Stage.onDevice() && a.Stage != StageOpen }), err
}

// Listed reports whether the Company Portal has the app for the device: it is required or offered, can be used there, and
// no newer app takes its place.
func (a PortalApp) Listed() bool {
	return (a.Decision.Required || a.Decision.Offered()) && a.Unfit.Empty() && a.SupersededBy == ""
}

// Matches reports whether the query keeps an app.
func (q PortalQuery) Matches(a PortalApp) bool {
	in := func(c models.Category) bool { return c.ID == q.Category }
	return (q.Search == "" || strings.Contains(a.NameKey+"\n"+models.Fold(a.Publisher), models.Fold(q.Search))) &&
		(q.Category == "" || slices.ContainsFunc(a.Categories, in)) &&
		(!q.Required || a.Decision.Required) &&
		(!q.Featured || a.Featured)
}

// portal is one device with everything that decides about its apps.
type portal struct {
	device   models.Device
	subject  targeting.Subject
	snapshot *snapshot
}

// portal reads what decides about the apps of a device, which has to be the actor's.
func (s *Store) portal(ctx context.Context, deviceID models.ID) (portal, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return portal{}, err
	}
	return readPortal(ctx, s.db.Rows(ctx), deviceID, snap)
}

func readPortal(ctx context.Context, q *gorm.DB, deviceID models.ID, snap *snapshot) (portal, error) {
	if err := db.May(ctx, access.UsePortal, access.Object{}); err != nil { // nobody learns whether there is such a device
		return portal{}, err
	}
	d, err := db.First[reach.DeviceRow](ctx, q.Omit("Inventory").Where("id = ?", deviceID))
	if d, err = db.One(d, err, noDevice()); err != nil {
		return portal{}, err
	}
	if err := db.May(ctx, access.AskForApps, access.Device(d.Device)); err != nil {
		return portal{}, err
	}
	return portal{d.Device, d.Subject(), snap}, nil
}

// app is one app on the device.
func (p portal) app(db *gorm.DB, id models.ID) (PortalApp, error) {
	list, err := p.apps(db, id)
	if err != nil {
		return PortalApp{}, err
	}
	if len(list) == 0 || !list[0].Decision.Required && !list[0].Decision.Offered() && !list[0].Stage.onDevice() {
		return PortalApp{}, models.NotFound("This app is not available for your device. Go back to the list of apps.")
	}
	all, err := p.withNewer(db, list[0])
	if err != nil {
		return PortalApp{}, err
	}
	markReplaced(all)
	return all[0], nil
}

// apps decides about one app, or about all that reach the device or its user.
func (p portal) apps(db *gorm.DB, only models.ID) ([]PortalApp, error) {
	ids := p.appIDs(only)
	var apps []models.App
	err := db.Model(&models.App{}).Select("id", "type", "platform", "name", "name_key", "description", "publisher", "display_version",
		"featured", "information_url", "privacy_url", "logo_id", "answers", "created_at", "updated_at").
		Where("id IN ?", ids).Find(&apps).Error
	if err != nil {
		return nil, err
	}
	k, err := p.known(db, only)
	if err != nil {
		return nil, err
	}
	list := make([]PortalApp, 0, len(apps))
	for _, a := range apps {
		list = append(list, p.decide(a, k))
	}
	return list, nil
}

// appIDs are the ids of one app, or of all that reach the device or its user.
func (p portal) appIDs(only models.ID) []models.ID {
	if only != "" {
		return []models.ID{only}
	}
	var ids []models.ID
	for _, o := range p.snapshot.Reaching(p.subject) {
		ids = append(ids, o.ID)
	}
	return ids
}

func (p portal) decide(a models.App, k portalState) PortalApp {
	answer := p.snapshot.Answer(p.snapshot.object(a), p.subject, p.device)
	app := PortalApp{
		App:        a,
		Decision:   answer.Decision,
		Categories: k.categories[a.ID],
		Unfit:      answer.Unfit,
		Install:    k.installs[a.ID],
		Request:    k.requests[a.ID],
		Requested:  k.requests[a.ID].UserID != "" && k.requests[a.ID].UserID == p.device.PrimaryUserID,
		Order:      k.orders[a.ID],
		Joined:     !k.graph.UninstallProblem(a.ID).Empty(),
		newer:      k.graph.SupersededBy(a.ID),
	}
	if d, known := apptype.Get(a.Type); known {
		app.Removable, app.Kept = d.OffersUninstall(), !d.PeopleMayUninstall(a.Values)
		app.Address, app.StorePage, app.LeadsTo = d.Address(a.Values), d.StorePage(a.Values), d.OpensAddress(a.Values)
	}
	app.Stage = app.stage(p.device)
	return app
}
