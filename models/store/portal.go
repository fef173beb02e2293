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
	"appdepot/models/targeting"
)

// PortalApp is an app as the Company Portal shows it to the person of one device.
type PortalApp struct {
	models.App // only what the Company Portal shows
	Decision   targeting.Decision
	Categories []models.Category
	Unfit      models.Reason // why it cannot be put on the device; empty when it can
	Removable  bool          // apps of this type can be taken off a device
	Kept       bool          // administrators do not let people take it off
	Address    string        // of a web link, to be opened
	StorePage  string        // in a public store
	LeadsTo    string        // the web address that it opens once it is on a device
	Stage      Stage
	Install    models.Install // the zero Install when nothing is known
	Request    models.Request // the zero Request when nobody asked
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
	all, err := p.apps(s.rows(ctx), "")
	if err != nil {
		return nil, err
	}
	replaced(all)
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
	return p.app(s.rows(ctx), appID)
}

// MyInstalls lists what Appdepot put, puts or failed to put on a device of the actor's, by name.
func (s *Store) MyInstalls(ctx context.Context, deviceID models.ID) ([]PortalApp, error) {
	list, err := s.MyApps(ctx, deviceID, PortalQuery{})
	return slices.DeleteFunc(list, func(a PortalApp) bool { return !a.Stage.onDevice() }), err
}

// Listed reports whether the Company Portal has the app for the device: it is required or offered, can be used there, and
// no newer app takes its place.
func (a PortalApp) Listed() bool {
	return (a.Decision.Required || a.Decision.Offered()) && a.Unfit.Empty() && a.SupersededBy == ""
}

// Matches reports whether the query keeps an app.
func (q PortalQuery) Matches(a PortalApp) bool {
	in := func(c models.Category) bool { return c.ID == q.Category }
	return (q.Search == "" || strings.Contains(a.NameKey+"\n"+fold(a.Publisher), fold(q.Search))) &&
		(q.Category == "" || slices.ContainsFunc(a.Categories, in)) &&
		(!q.Required || a.Decision.Required) &&
		(!q.Featured || a.Featured)
}

// portal is one device with everything that decides about its apps.
type portal struct {
	device      models.Device
	subject     targeting.Subject
	scope       models.ExclusionScope
	groups      []models.ID                       // that contain the device or its user
	assignments map[models.ID][]models.Assignment // by app, to those groups, all users or all devices
}

// portal reads what decides about the apps of a device, which has to be the actor's.
func (s *Store) portal(ctx context.Context, deviceID models.ID) (portal, error) {
	scope, err := s.ExclusionScope(ctx)
	if err != nil {
		return portal{}, err
	}
	return readPortal(ctx, s.rows(ctx), deviceID, scope)
}

func readPortal(ctx context.Context, db *gorm.DB, deviceID models.ID, scope models.ExclusionScope) (portal, error) {
	d, err := gorm.G[models.Device](db).Omit("Inventory").Where("id = ?", deviceID).First(ctx)
	if d, err = one(d, err, noDevice()); err != nil {
		return portal{}, err
	}
	if err := may(ctx, access.AskForApps, access.Object{OwnerID: d.PrimaryUserID}); err != nil {
		return portal{}, err
	}
	groups, err := groupsAbove(db, d.ID, d.PrimaryUserID)
	if err != nil {
		return portal{}, err
	}
	p := portal{device: d, subject: groups.subject(d), scope: scope, groups: groups.ids(), assignments: map[models.ID][]models.Assignment{}}
	var list []models.Assignment
	if err := db.Where("target <> ? OR group_id IN ?", models.TargetGroup, p.groups).Find(&list).Error; err != nil {
		return portal{}, err
	}
	for _, a := range list {
		a.GroupKind, a.GroupName = groups.groups[a.GroupID].Kind, groups.groups[a.GroupID].Name
		p.assignments[a.AppID] = append(p.assignments[a.AppID], a)
	}
	return p, nil
}

// app is one app on the device.
func (p portal) app(db *gorm.DB, id models.ID) (PortalApp, error) {
	list, err := p.apps(db, id)
	if err != nil {
		return PortalApp{}, err
	}
	if len(list) == 0 || !list[0].Decision.Required && !list[0].Decision.Offered() && !list[0].Stage.onDevice() {
		return PortalApp{}, models.NotFound("This app is not there for your device, or not any more. Go back to the list of apps.")
	}
	all, err := p.withNewer(db, list[0])
	if err != nil {
		return PortalApp{}, err
	}
	replaced(all)
	return all[0], nil
}

// apps decides about one app, or about all that are assigned to the device or its user.
func (p portal) apps(db *gorm.DB, only models.ID) ([]PortalApp, error) {
	q := db.Model(&models.App{}).Select("id", "type", "platform", "name", "name_key", "description", "publisher", "display_version",
		"featured", "information_url", "privacy_url", "logo_id", "answers", "created_at", "updated_at")
	if only != "" {
		q = q.Where("id = ?", only)
	} else {
		q = q.Where("id IN (?)", p.assigned(db))
	}
	var apps []models.App
	if err := q.Find(&apps).Error; err != nil {
		return nil, err
	}
	k, err := p.known(db, only)
	if err != nil {
		return nil, err
	}
	list := make([]PortalApp, 0, len(apps))
	for _, a := range apps {
		d, err := typeOf(a)
		if err != nil {
			return nil, err
		}
		list = append(list, p.decide(a, d, k))
	}
	return list, nil
}

// assigned are the ids of apps that are assigned to the device or its user, as a query.
func (p portal) assigned(db *gorm.DB) *gorm.DB {
	return db.Table("assignments").Select("app_id").Where("target <> ? OR group_id IN ?", models.TargetGroup, p.groups)
}

func (p portal) decide(a models.App, d *apptype.Definition, k portalState) PortalApp {
	app := PortalApp{
		App:        a,
		Decision:   targeting.Decide(p.assignments[a.ID], p.subject, p.scope, d.Assign(a.Values).Rule),
		Categories: k.categories[a.ID],
		Unfit:      d.Fits(a.Values, p.device),
		Removable:  d.CanUninstall(a.Values),
		Kept:       !d.PeopleMayUninstall(a.Values),
		Address:    d.Address(a.Values),
		StorePage:  d.StorePage(a.Values),
		LeadsTo:    d.LeadsTo(a.Values),
		Install:    k.installs[a.ID],
		Request:    k.requests[a.ID],
		Order:      k.orders[a.ID],
		Joined:     !k.graph.Kept(a.ID).Empty(),
		newer:      k.graph.Newer(a.ID),
	}
	app.Stage = app.stage(p.device)
	return app
}
