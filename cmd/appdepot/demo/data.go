package demo

import (
	"fmt"
	"strings"

	"appdepot/models"
)

const organization = "Harbour & Hill"

// person is a user of the demo; the first of each role is printed as a sign-in.
type person struct {
	name, email string
	role        models.Role
	department  string // name of the group they work in
}

// short is the part of their address before the @.
func (p person) short() string {
	name, _, _ := strings.Cut(p.email, "@")
	return name
}

// people are those whom the demo tells of by name, and after them everybody else.
var people = append([]person{
	{"Ada Visser", "ada@harbour.example", models.Administrator, "IT department"},
	{"Milan Bakker", "milan@harbour.example", models.ApplicationManager, "IT department"},
	{"Noor Jansen", "noor@harbour.example", models.HelpDeskOperator, "IT department"},
	{"Ravi Smit", "ravi@harbour.example", models.ReadOnlyOperator, "IT department"},
	{"Eva de Boer", "eva@harbour.example", models.PortalUser, "Warehouse staff"},
	{"Sam Mulder", "sam@harbour.example", models.PortalUser, "Warehouse staff"},
	{"Lotte Vos", "lotte@harbour.example", models.PortalUser, "Planning"},
	{"Omar Peters", "omar@harbour.example", models.PortalUser, "Truck drivers"},
	{"Julia Hendriks", "julia@harbour.example", models.PortalUser, "Finance"},
	{"Tim Dekker", "tim@harbour.example", models.PortalUser, "Truck drivers"},
	{"Fatima Brouwer", "fatima@harbour.example", models.PortalUser, "Sales"},
	{"Bram de Wit", "bram@harbour.example", models.PortalUser, "Finance"},
}, colleagues()...)

// namedPeople is how many people the demo tells of by name.
const namedPeople = 12

// staffing is how many colleagues a department has besides those who have a name above.
var staffing = []struct {
	department string
	colleagues int
}{{"Warehouse staff", 28}, {"Truck drivers", 22}, {"Planning", 11}, {"Finance", 9}, {"Sales", 12}, {"Customs", 8}}

var (
	firstNames = strings.Fields("Anna Bas Chantal Daan Elif Floris Gerda Hassan Iris Jeroen Karin Lars Maria Niek Olga Pieter Quinten Rosa Stefan Tess Umar Vera Wouter Xander Yara Zeki")
	lastNames  = strings.Fields("Akkerman Blom Castelein Dijkstra Evers Faber Groen Hoekstra Idrissi Jonker Koster Linders Meijer Nagel Okafor Prins Ruiter Schouten Timmer Ubels Verhoef Wolters Yilmaz Zijlstra")
)

// colleagues makes up everybody else, department by department.
func colleagues() (list []person) {
	for _, s := range staffing {
		for range s.colleagues {
			i := len(list)
			first, last := firstNames[i%len(firstNames)], lastNames[(i*7+i/len(lastNames))%len(lastNames)]
			list = append(list, person{first + " " + last, strings.ToLower(first+"."+last) + "@harbour.example", models.PortalUser, s.department})
		}
	}
	return list
}

// group is a group of the demo with its members: people by the part of their address before the @, and other groups by name. Everybody is in
// the group of their department as well, and devices say themselves which groups they are in.
type group struct {
	name, about string
	kind        models.GroupKind
	members     []string
	groups      []string
}

var groups = []group{
	{"Warehouse staff", "Everyone on the warehouse floor", models.UserGroup, nil, nil},
	{"Truck drivers", "Drivers, mostly on the road", models.UserGroup, nil, nil},
	{"Planning", "The planning desk", models.UserGroup, nil, nil},
	{"Logistics", "Warehouse, drivers, and planning together", models.UserGroup, nil, []string{"Warehouse staff", "Truck drivers", "Planning"}},
	{"Finance", "Accounting and control", models.UserGroup, nil, nil},
	{"Sales", "Account managers", models.UserGroup, nil, nil},
	{"Customs", "Declarations and permits", models.UserGroup, nil, nil},
	{"Office", "Finance, sales, and customs", models.UserGroup, nil, []string{"Finance", "Sales", "Customs"}},
	{"Trainees", "People in their first month", models.UserGroup, []string{"tim", "bram"}, nil},
	{"IT department", "The people who run this portal", models.UserGroup, nil, nil},
	{"Warehouse scanners", "Handheld scanners with Android", models.DeviceGroup, nil, nil},
	{"Cab tablets", "Tablets in the cabs of trucks", models.DeviceGroup, nil, nil},
	{"Dock iPads", "iPads at the docks", models.DeviceGroup, nil, nil},
	{"Kiosks", "Shared screens in the halls", models.DeviceGroup, nil, nil},
	{"Hall computers", "Shared computers in the halls", models.DeviceGroup, nil, nil},
	{"Shared devices", "Devices without a person of their own", models.DeviceGroup, nil, []string{"Warehouse scanners", "Dock iPads", "Kiosks", "Hall computers"}},
	{"Office laptops", "Windows laptops of the office and the planning desk", models.DeviceGroup, nil, nil},
	{"Macs", "Every Mac", models.DeviceGroup, nil, nil},
}

var categories = []string{
	"Books & Reference", "Business", "Collaboration & Social", "Communication", "Computer Management", "Data Management",
	"Development & Design", "Education", "Photos & Media", "Productivity", "Warehouse",
}

var pinned = []string{"Productivity", "Warehouse"}

// device is a device of the demo; owner is a person as in group.
type device struct {
	name         string
	platform     models.Platform
	os           string
	architecture models.Architecture
	maker, model string
	ownership    models.Ownership
	owner        string
	group        string // that it is in; empty for none
}

// devices are those that the demo tells of by name, and after them what everybody else has.
var devices = append([]device{
	{"LAPTOP-ADA", models.Windows, "10.0.26100", models.X64, "Lenovo", "ThinkPad T14", models.Corporate, "ada", "Office laptops"},
	{"LAPTOP-MILAN", models.Windows, "10.0.26200", models.X64, "Lenovo", "ThinkPad T14", models.Corporate, "milan", "Office laptops"},
	{"LAPTOP-NOOR", models.Windows, "10.0.26100", models.ARM64, "Microsoft", "Surface Pro", models.Corporate, "noor", "Office laptops"},
	{"LAPTOP-JULIA", models.Windows, "10.0.22631", models.X64, "HP", "EliteBook 840", models.Corporate, "julia", "Office laptops"},
	{"LAPTOP-BRAM", models.Windows, "10.0.19045", models.X64, "HP", "EliteBook 840", models.Corporate, "bram", "Office laptops"},
	{"LAPTOP-FATIMA", models.Windows, "10.0.22631", models.X64, "Dell", "Latitude 5450", models.Corporate, "fatima", "Office laptops"},
	{"LAPTOP-LOTTE", models.Windows, "10.0.19045", models.X86, "Dell", "Latitude 3190", models.Corporate, "lotte", "Office laptops"},
	{"LAPTOP-EVA", models.Windows, "10.0.26100", models.X64, "Lenovo", "ThinkPad X13", models.Corporate, "eva", ""},
	{"KIOSK-01", models.Windows, "10.0.22631", models.X64, "Intel", "NUC 12", models.Corporate, "", "Kiosks"},
	{"KIOSK-02", models.Windows, "10.0.22631", models.X64, "Intel", "NUC 12", models.Corporate, "", "Kiosks"},
	{"MacBook Ravi", models.MacOS, "15.7", models.ARM64, "Apple", "MacBook Air", models.Corporate, "ravi", "Macs"},
	{"MacBook Sales", models.MacOS, "14.8", models.ARM64, "Apple", "MacBook Pro", models.Corporate, "fatima", "Macs"},
	{"iPhone Eva", models.IOS, "18.7", models.ARM64, "Apple", "iPhone 15", models.Personal, "eva", ""},
	{"iPad Works Council", models.IOS, "17.7", models.ARM64, "Apple", "iPad (10th generation)", models.Corporate, "julia", ""},
	{"Pixel Omar", models.Android, "15.0", models.ARM64, "Google", "Pixel 8", models.Corporate, "omar", ""},
	{"Galaxy Tim", models.Android, "14.0", models.ARM64, "Samsung", "Galaxy XCover7", models.Corporate, "tim", ""},
	{"Galaxy Sam", models.Android, "13.0", models.ARM64, "Samsung", "Galaxy A54", models.Personal, "sam", ""},
	{"SCAN-01", models.AndroidEnterprise, "13.0", models.ARM64, "Zebra", "TC53", models.Corporate, "eva", "Warehouse scanners"},
	{"SCAN-02", models.AndroidEnterprise, "13.0", models.ARM64, "Zebra", "TC53", models.Corporate, "sam", "Warehouse scanners"},
	{"SCAN-03", models.AndroidEnterprise, "11.0", models.ARM64, "Zebra", "TC52", models.Corporate, "", "Warehouse scanners"},
	{"SCAN-04", models.AndroidEnterprise, "5.1", models.ARM, "Honeywell", "CT50", models.Corporate, "", "Warehouse scanners"},
}, fleet()...)

// named is how many devices the demo tells of by name.
const named = 21

// hardware is a model with the system that most of its kind run. Names of devices are made from it, its number and its person's first name.
type hardware struct {
	name         string // as "LAPTOP-%02d" or "iPhone %s"
	platform     models.Platform
	maker, model string
	os           string
	ownership    models.Ownership
	group        string
}

// What everybody else has, each kind in turn.
var (
	laptops = []hardware{
		{"HH-LT-%03d", models.Windows, "Lenovo", "ThinkPad T14", "10.0.26100", models.Corporate, "Office laptops"},
		{"HH-LT-%03d", models.Windows, "HP", "EliteBook 840", "10.0.26200", models.Corporate, "Office laptops"},
		{"HH-LT-%03d", models.Windows, "Dell", "Latitude 5450", "10.0.22631", models.Corporate, "Office laptops"},
		{"MacBook %s", models.MacOS, "Apple", "MacBook Air", "15.7", models.Corporate, "Macs"},
		{"HH-LT-%03d", models.Windows, "Lenovo", "ThinkPad X13", "10.0.26100", models.Corporate, "Office laptops"},
		{"HH-LT-%03d", models.Windows, "Dell", "Latitude 7440", "10.0.26100", models.Corporate, "Office laptops"},
		{"HH-LT-%03d", models.Windows, "HP", "ProBook 450", "10.0.19045", models.Corporate, "Office laptops"},
		{"MacBook %s", models.MacOS, "Apple", "MacBook Pro", "26.1", models.Corporate, "Macs"},
	}
	phones = []hardware{
		{"iPhone %s", models.IOS, "Apple", "iPhone 15", "18.7", models.Corporate, ""},
		{"iPhone %s", models.IOS, "Apple", "iPhone 16", "26.1", models.Corporate, ""},
		{"iPhone %s", models.IOS, "Apple", "iPhone SE (3rd generation)", "17.7", models.Corporate, ""},
	}
	ownPhones = []hardware{
		{"Galaxy %s", models.Android, "Samsung", "Galaxy A55", "15.0", models.Personal, ""},
		{"iPhone %s", models.IOS, "Apple", "iPhone 14", "18.7", models.Personal, ""},
		{"Pixel %s", models.Android, "Google", "Pixel 9", "16.0", models.Personal, ""},
		{"Galaxy %s", models.Android, "Samsung", "Galaxy A34", "14.0", models.Personal, ""},
	}
	cabs = []hardware{
		{"CAB-%02d", models.AndroidEnterprise, "Samsung", "Galaxy Tab Active5", "15.0", models.Corporate, "Cab tablets"},
		{"XCover %s", models.Android, "Samsung", "Galaxy XCover7", "14.0", models.Corporate, ""},
		{"CAB-%02d", models.AndroidEnterprise, "Samsung", "Galaxy Tab Active4 Pro", "14.0", models.Corporate, "Cab tablets"},
	}
	shared = []struct {
		hardware
		first, last int
	}{
		{hardware{"SCAN-%02d", models.AndroidEnterprise, "Zebra", "TC53", "13.0", models.Corporate, "Warehouse scanners"}, 5, 12},
		{hardware{"SCAN-%02d", models.AndroidEnterprise, "Zebra", "TC58", "14.0", models.Corporate, "Warehouse scanners"}, 13, 18},
		{hardware{"iPad Dock %d", models.IOS, "Apple", "iPad (9th generation)", "18.7", models.Corporate, "Dock iPads"}, 1, 8},
		{hardware{"KIOSK-%02d", models.Windows, "Intel", "NUC 13", "10.0.26100", models.Corporate, "Kiosks"}, 3, 4},
		{hardware{"HALL-PC-%02d", models.Windows, "HP", "Elite Mini 800", "10.0.26100", models.Corporate, "Hall computers"}, 1, 6},
	}
)

// fleet gives everybody else what their department has, and the halls what they share.
func fleet() (list []device) {
	numbers := map[string]int{} // of those that have one, by how they are named
	next := func(h hardware) int {
		numbers[h.name]++
		return numbers[h.name]
	}
	for i, p := range colleagues() {
		switch p.department {
		case "Warehouse staff":
			if i%2 == 0 {
				h := ownPhones[i/2%len(ownPhones)]
				list = append(list, h.of(p, next(h)))
			}
		case "Truck drivers":
			h := cabs[i%len(cabs)]
			list = append(list, h.of(p, next(h)))
		default:
			h := laptops[i%len(laptops)]
			list = append(list, h.of(p, next(h)))
			if p.department != "Finance" && p.department != "Customs" {
				h := phones[i%len(phones)]
				list = append(list, h.of(p, next(h)))
			}
		}
	}
	for _, s := range shared {
		for i := s.first; i <= s.last; i++ {
			list = append(list, s.of(person{}, i))
		}
	}
	return list
}

// of is the device with a number, of a person.
func (h hardware) of(p person, number int) device {
	name, owner := "", ""
	if strings.Contains(h.name, "%s") {
		first, last, _ := strings.Cut(p.name, " ")
		name = fmt.Sprintf(h.name, first+" "+last[:1])
	} else {
		name = fmt.Sprintf(h.name, number)
	}
	if p.name != "" {
		owner = p.short()
	}
	architecture := models.ARM64
	if h.platform == models.Windows {
		architecture = models.X64
	}
	return device{name, h.platform, h.os, architecture, h.maker, h.model, h.ownership, owner, h.group}
}
