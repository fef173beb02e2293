package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
)

var (
	firstNames = strings.Fields("Anna Bram Cees Dirk Els Fien Guus Hans Ilse Joop Kees Lies Mia Noor Otto Piet Roos Sanne Teun Wout")
	lastNames  = strings.Fields("Bakker Visser Smit Jansen Mulder Bos Vos Peters Hendriks Dekker Brouwer Kok Kuipers Post Prins Blom Huisman")
	// systems are those of ten devices.
	systems = []models.Device{
		{Platform: models.Windows, OSVersion: "10.0.26100"}, {Platform: models.Windows, OSVersion: "10.0.22631"},
		{Platform: models.Windows, OSVersion: "10.0.26100"}, {Platform: models.Windows, OSVersion: "10.0.26100"},
		{Platform: models.Android, OSVersion: "15", Architecture: models.ARM64}, {Platform: models.Windows, OSVersion: "10.0.26100"},
		{Platform: models.Windows, OSVersion: "10.0.26100"}, {Platform: models.Windows, OSVersion: "10.0.22631"},
		{Platform: models.Windows, OSVersion: "10.0.26100"}, {Platform: models.IOS, OSVersion: "18.1", Architecture: models.ARM64},
	}
)

// devices makes people with a device each. Everybody is in one small group of people, and of a hundred devices thirty are in
// one small group of devices.
func (s *seeder) devices(db *gorm.DB) {
	s.membership = map[models.GroupKind][]map[string]any{}
	var users []models.User
	var devices []models.Device
	for i := range s.size.Devices {
		u, d := s.person(i), s.device(i)
		d.PrimaryUserID = u.ID
		users, devices = append(users, u), append(devices, d)
		s.join(models.UserGroup, map[string]any{"user_id": u.ID})
		if s.dice.IntN(100) < 30 {
			s.join(models.DeviceGroup, map[string]any{"device_id": d.ID})
		}
		s.made.Devices = append(s.made.Devices, TenantDevice{ID: d.ID, UserID: u.ID, Token: d.Name})
		s.inventory = append(s.inventory, s.installed(i))
	}
	insert(s.t, db, users)
	insert(s.t, db, devices)
	for kind, table := range map[models.GroupKind]string{models.UserGroup: "group_users", models.DeviceGroup: "group_devices"} {
		if rows := s.membership[kind]; len(rows) > 0 {
			must(s.t, db.Table(table).CreateInBatches(rows, 1000).Error)
		}
	}
}

func (s *seeder) person(i int) models.User {
	name, email := fmt.Sprintf("%s %s %d", firstNames[i%len(firstNames)], lastNames[i/7%len(lastNames)], i), fmt.Sprintf("user-%d@example.com", i)
	return models.User{ID: models.NewID(), Name: name, NameKey: strings.ToLower(name), Email: email, EmailKey: email, Role: models.PortalUser,
		Version: 1, CreatedAt: s.now, UpdatedAt: s.now}
}

// device is an enrolled device that has never checked in. Its token is its name.
func (s *seeder) device(i int) models.Device {
	d, enrolled := systems[i%len(systems)], s.now.AddDate(0, 0, -30)
	d.ID, d.Name, d.Version, d.Enrolled, d.Ownership = models.NewID(), fmt.Sprint("PC-", i), 1, true, models.Corporate
	d.Manufacturer, d.Model, d.Serial = "Example", fmt.Sprint("Model ", i%40), fmt.Sprintf("SN%08d", i)
	sum := sha256.Sum256([]byte(d.Name))
	d.TokenHash, d.PlanVersion, d.Inventory = hex.EncodeToString(sum[:]), -1, []models.InstalledApp{}
	d.EnrolledAt, d.CreatedAt, d.UpdatedAt = &enrolled, enrolled, enrolled
	if d.Architecture == "" {
		d.Architecture = models.X64
	}
	return d
}

// join puts a member into a group that holds no others, or few.
func (s *seeder) join(kind models.GroupKind, row map[string]any) {
	groups := s.made.Groups[kind]
	small := len(groups) / 4
	row["group_id"] = groups[small+s.dice.IntN(len(groups)-small)].ID
	s.membership[kind] = append(s.membership[kind], row)
}

// installed is the inventory of a device before it gets anything.
func (s *seeder) installed(i int) []models.InstalledApp {
	var list []models.InstalledApp
	for j := range s.size.Inventory {
		list = append(list, models.InstalledApp{Kind: "msi", ID: fmt.Sprintf("{90160000-008C-0000-1000-%012d}", j*131+i%50), Version: fmt.Sprintf("16.0.%d.20000", j)})
	}
	return list
}
