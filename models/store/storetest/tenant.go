package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
)

// TenantSize is how large an organization is.
type TenantSize struct {
	Devices     int // each with a person of its own
	Apps        int
	Assigned    int // apps that have assignments
	Assignments int
	Groups      int // of people, and as many of devices, each nested in another but the first
	Inventory   int // lines of a device's inventory besides the assigned apps
	Events      int
}

// Large is the size to measure on: 10,000 apps of which 1,000 have 5,000 assignments, 2,000 groups nested five deep, about 17
// install states a device, 200,000 events. DEVICES in the environment says how many devices; 20,000 is usual.
func Large() TenantSize {
	devices := 20_000
	if n, err := strconv.Atoi(os.Getenv("DEVICES")); err == nil {
		devices = n
	}
	return TenantSize{Devices: devices, Apps: 10_000, Assigned: 1000, Assignments: 5000, Groups: 1000, Inventory: 20, Events: 200_000}
}

// Tenant is an organization that was made to measure on.
type Tenant struct {
	Apps    []models.App
	Groups  map[models.GroupKind][]models.Group
	Devices []TenantDevice
	States  int64 // rows of install states
}

// TenantDevice is a device with what it says when it checks in.
type TenantDevice struct {
	ID, UserID models.ID
	Token      string
	Hash       string // of its inventory
	Orders     int    // that it has not answered
}

// Tenant fills a fresh store with an organization. What people would have made is written straight into the database; what
// devices got is not: every device checks in at the store, takes its orders and reports on them, so that plans, states, orders and
// counters are those that the server leaves. Of a hundred devices five fail half of what they are told, and three have not answered
// yet.
func (f Fixture) Tenant(t testing.TB, size TenantSize) *Tenant {
	t.Helper()
	s := &seeder{t: t, f: f, size: size, dice: rand.New(rand.NewPCG(1, 2)), now: f.Clock.Now(),
		made: &Tenant{Groups: map[models.GroupKind][]models.Group{}}}
	db := f.bare(t)
	for _, write := range []func(*gorm.DB){s.categories, s.groups, s.apps, s.assignments, s.events, s.devices} {
		must(t, db.Transaction(func(tx *gorm.DB) error {
			write(tx)
			return nil
		}))
	}
	for i := range s.made.Devices {
		s.settle(i)
	}
	must(t, f.FlushLastSeen(t.Context()))
	if strings.HasPrefix(f.Options.Database, "postgres") {
		must(t, db.Exec("ANALYZE").Error)
	}
	must(t, db.Model(&models.Install{}).Count(&s.made.States).Error)
	return s.made
}

// seeder makes a tenant.
type seeder struct {
	t          testing.TB
	f          Fixture
	size       TenantSize
	dice       *rand.Rand
	now        time.Time
	sorted     []models.Category
	made       *Tenant
	inventory  [][]models.InstalledApp // by device
	membership map[models.GroupKind][]map[string]any
}

func (s *seeder) categories(db *gorm.DB) {
	for i := range 10 {
		name := fmt.Sprint("Category ", i)
		s.sorted = append(s.sorted, models.Category{ID: models.NewID(), Name: name, NameKey: strings.ToLower(name), Pinned: i < 3, Version: 1,
			CreatedAt: s.now, UpdatedAt: s.now})
	}
	insert(s.t, db, s.sorted)
}

// groups makes one tree of groups of people and one of devices; a group holds up to four others.
func (s *seeder) groups(db *gorm.DB) {
	var edges []map[string]any
	for _, kind := range []models.GroupKind{models.UserGroup, models.DeviceGroup} {
		var list []models.Group
		for i := range s.size.Groups {
			name := fmt.Sprintf("%s group %04d", kind, i)
			list = append(list, models.Group{ID: models.NewID(), Kind: kind, Name: name, NameKey: name, Version: 1, CreatedAt: s.now, UpdatedAt: s.now})
			if i > 0 {
				edges = append(edges, map[string]any{"parent_id": list[(i-1)/4].ID, "child_id": list[i].ID})
			}
		}
		insert(s.t, db, list)
		s.made.Groups[kind] = list
	}
	must(s.t, db.Table("group_children").CreateInBatches(edges, 1000).Error)
}

func (s *seeder) apps(db *gorm.DB) {
	var packages []models.Package
	var versions []models.AppVersion
	var counts, sorted []map[string]any
	for i := range s.size.Apps {
		a := s.app(i)
		if a.Type == "windowsMobileMSI" {
			sum := sha256.Sum256([]byte(a.Name))
			p := models.Package{ID: models.NewID(), SHA256: hex.EncodeToString(sum[:]), Size: int64(1_000_000 + i), Format: "msi",
				Facts: []models.FactValue{}, Components: []models.Component{}, Signers: []models.Signer{}, Warnings: []models.Reason{}, Signature: models.SignatureChecked, CreatedAt: s.now}
			v := models.AppVersion{ID: models.NewID(), AppID: a.ID, Number: 1, DisplayVersion: a.DisplayVersion, PackageID: p.ID,
				FileName: fmt.Sprintf("app-%d.msi", i), Values: a.Values, CreatedAt: s.now}
			a.VersionID = v.ID
			packages, versions = append(packages, p), append(versions, v)
		}
		s.made.Apps = append(s.made.Apps, a)
		counts = append(counts, map[string]any{"app_id": a.ID})
		sorted = append(sorted, map[string]any{"app_id": a.ID, "category_id": s.sorted[i%len(s.sorted)].ID})
	}
	insert(s.t, db, s.made.Apps)
	insert(s.t, db, packages)
	insert(s.t, db, versions)
	must(s.t, db.Table("app_counts").CreateInBatches(counts, 1000).Error)
	must(s.t, db.Table("app_categories").CreateInBatches(sorted, 1000).Error)
}

// app is one of the apps: of ten, two are web links, one is from Google Play, seven are MSI packages.
func (s *seeder) app(i int) models.App {
	name := fmt.Sprintf("Depot app %05d", (i*7919)%s.size.Apps)
	a := models.App{ID: models.NewID(), Name: name, NameKey: strings.ToLower(name), Publisher: fmt.Sprint("Veldhoek Logistics ", i%97),
		Description: "Plans the loading of trucks and prints the labels of all parcels on the way.", Featured: i%50 == 0, Version: 1,
		CreatedAt: s.now, UpdatedAt: s.now.Add(-time.Duration(i) * time.Minute), Values: map[string]string{}}
	a.Search = strings.ToLower(name + " " + a.Publisher)
	switch i % 10 {
	case 0, 1:
		a.Type, a.Platform, a.Values["appUrl"] = "webApp", models.AllPlatforms, fmt.Sprintf("https://app-%d.example/", i)
	case 2:
		a.Type, a.Platform, a.Values["packageId"] = "androidStoreApp", models.Android, fmt.Sprint("com.example.app", i)
		a.Values["appStoreUrl"] = fmt.Sprint("https://play.google.com/store/apps/details?id=com.example.app", i)
	default:
		a.Type, a.Platform, a.DisplayVersion = "windowsMobileMSI", models.Windows, "24.09"
		a.Values = map[string]string{"productCode": fmt.Sprintf("{23170F69-40C1-2702-2409-%012d}", i), "productVersion": "24.09.00.0",
			"installContext": "device", "useDeviceContext": "true"}
	}
	return a
}

// assignments reach everybody with three apps, and groups, mostly small ones, with the others.
func (s *seeder) assignments(db *gorm.DB) {
	apps := s.made.Apps
	everybody := func(app int, intent models.Intent, target models.TargetKind) models.Assignment {
		return models.Assignment{ID: models.NewID(), Object: models.AppOf(apps[app].ID), Intent: intent, Mode: models.Include, Target: target, CreatedAt: s.now}
	}
	list := []models.Assignment{everybody(0, models.Required, models.TargetAllUsers), everybody(3, models.Required, models.TargetAllDevices),
		everybody(1, models.Available, models.TargetAllUsers)}
	used := map[models.ID]bool{}
	for i := 0; len(list) < s.size.Assignments; i++ {
		a := s.groupAssignment(apps[4+i%(s.size.Assigned-4)].ID)
		if key := a.Object.ID + a.GroupID; !used[key] {
			used[key] = true
			list = append(list, a)
		}
	}
	insert(s.t, db, list)
}

func (s *seeder) groupAssignment(app models.ID) models.Assignment {
	groups := s.made.Groups[models.UserGroup]
	if s.dice.IntN(100) < 35 {
		groups = s.made.Groups[models.DeviceGroup]
	}
	at, large := s.dice.IntN(len(groups)), len(groups)/12 // the first groups are near the root and hold many
	if at < large && s.dice.IntN(100) < 60 {
		at = large + s.dice.IntN(len(groups)-large)
	}
	a := models.Assignment{ID: models.NewID(), Object: models.AppOf(app), Intent: models.Required, Mode: models.Include,
		Target: models.TargetGroup, GroupID: groups[at].ID, CreatedAt: s.now}
	switch d := s.dice.IntN(100); {
	case d < 10:
		a.Mode = models.Exclude
	case d < 35:
		a.Intent = models.Available
	case d < 40:
		a.Intent = models.Uninstall
	}
	return a
}

func (s *seeder) events(db *gorm.DB) {
	var list []models.Event
	for i := range s.size.Events {
		a := s.made.Apps[s.dice.IntN(len(s.made.Apps))]
		list = append(list, models.Event{ID: models.NewID(), At: s.now.Add(-time.Duration(s.size.Events-i) * time.Minute), ActorName: "Ada Admin",
			Address: "192.0.2.1", Action: []activity.Activity{activity.UpdateApp, activity.CreateApp, activity.AssignApp, activity.RelateApp}[i%4].Kind, ObjectKind: "app", ObjectID: a.ID,
			ObjectName: a.Name, Changes: []models.Change{{Field: "name", Old: "old " + a.Name, New: a.Name}}})
	}
	insert(s.t, db, list)
}

// context is that of a device's request.
func (s *seeder) context() context.Context { return s.t.Context() }

// settle has a device check in until it has nothing to do, but for what it does not answer.
func (s *seeder) settle(i int) {
	d := &s.made.Devices[i]
	d.Hash = checkin.InventoryHash(s.inventory[i])
	answer, err := s.f.CheckIn(s.context(), d.Token, checkin.CheckIn{Inventory: s.inventory[i], InventoryHash: d.Hash})
	must(s.t, err)
	s.f.Clock.Pass(50 * time.Millisecond)
	if d.Orders = len(answer.Orders); d.Orders == 0 || i%100 >= 97 {
		return
	}
	var results []checkin.OrderResult
	for k, o := range answer.Orders {
		r := checkin.OrderResult{OrderID: o.OrderID, Outcome: checkin.Succeeded}
		kind, _ := apptype.Get(o.Type)
		if i%100 < 5 && k%2 == 0 && kind.LineOfBusiness { // any other would be ordered again at each check-in
			r.Outcome, r.ErrorCode = checkin.Failed, []int32{1603, 1618, -2147024891}[k/2%3]
		} else if o.Action != models.UninstallAction {
			s.inventory[i] = append(s.inventory[i], models.InstalledApp{Kind: o.Detection.Kind, ID: o.Detection.ID, Version: o.Detection.Version})
		}
		results = append(results, r)
	}
	d.Hash = checkin.InventoryHash(s.inventory[i])
	answer, err = s.f.CheckIn(s.context(), d.Token, checkin.CheckIn{Inventory: s.inventory[i], InventoryHash: d.Hash, Results: results})
	must(s.t, err)
	d.Orders = len(answer.Orders)
}
