package demo

import "appdepot/models"

const organization = "Harbour & Hill"

// person is a user of the demo; the first of each role is printed as a sign-in.
type person struct {
	name, email string
	role        models.Role
}

var people = []person{
	{"Ada Visser", "ada@harbour.example", models.Administrator},
	{"Milan Bakker", "milan@harbour.example", models.ApplicationManager},
	{"Noor Jansen", "noor@harbour.example", models.HelpDeskOperator},
	{"Ravi Smit", "ravi@harbour.example", models.ReadOnlyOperator},
	{"Eva de Boer", "eva@harbour.example", models.PortalUser},
	{"Sam Mulder", "sam@harbour.example", models.PortalUser},
	{"Lotte Vos", "lotte@harbour.example", models.PortalUser},
	{"Omar Peters", "omar@harbour.example", models.PortalUser},
	{"Julia Hendriks", "julia@harbour.example", models.PortalUser},
	{"Tim Dekker", "tim@harbour.example", models.PortalUser},
	{"Fatima Brouwer", "fatima@harbour.example", models.PortalUser},
	{"Bram de Wit", "bram@harbour.example", models.PortalUser},
}

// group is a group of the demo with its members: people by the part of their address before the @, devices by name, and
// other groups by name.
type group struct {
	name, about string
	kind        models.GroupKind
	members     []string
	groups      []string
}

var groups = []group{
	{"Warehouse staff", "Everyone on the warehouse floor", models.UserGroup, []string{"eva", "sam"}, nil},
	{"Truck drivers", "Drivers, mostly on the road", models.UserGroup, []string{"omar", "tim"}, nil},
	{"Logistics", "Warehouse and drivers together", models.UserGroup, []string{"lotte"}, []string{"Warehouse staff", "Truck drivers"}},
	{"Finance", "Accounting and control", models.UserGroup, []string{"julia", "bram"}, nil},
	{"Sales", "Account managers", models.UserGroup, []string{"fatima"}, nil},
	{"Office", "Finance, sales and the works council", models.UserGroup, nil, []string{"Finance", "Sales"}},
	{"Trainees", "People in their first month", models.UserGroup, []string{"tim", "bram"}, nil},
	{"IT department", "The people who run this portal", models.UserGroup, []string{"ada", "milan", "noor", "ravi"}, nil},
	{"Warehouse scanners", "Handheld scanners with Android", models.DeviceGroup, []string{"SCAN-01", "SCAN-02", "SCAN-03", "SCAN-04"}, nil},
	{"Kiosks", "Shared screens in the halls", models.DeviceGroup, []string{"KIOSK-01", "KIOSK-02"}, nil},
	{"Shared devices", "Devices without a person of their own", models.DeviceGroup, nil, []string{"Warehouse scanners", "Kiosks"}},
}

// device is a device of the demo; owner is a person as in group.
type device struct {
	name         string
	platform     models.Platform
	os           string
	architecture models.Architecture
	maker, model string
	ownership    models.Ownership
	owner        string
}

var devices = []device{
	{"LAPTOP-ADA", models.Windows, "10.0.26100", models.X64, "Lenovo", "ThinkPad T14", models.Corporate, "ada"},
	{"LAPTOP-MILAN", models.Windows, "10.0.26100", models.X64, "Lenovo", "ThinkPad T14", models.Corporate, "milan"},
	{"LAPTOP-NOOR", models.Windows, "10.0.22631", models.ARM64, "Microsoft", "Surface Pro", models.Corporate, "noor"},
	{"LAPTOP-JULIA", models.Windows, "10.0.22631", models.X64, "HP", "EliteBook 840", models.Corporate, "julia"},
	{"LAPTOP-BRAM", models.Windows, "10.0.19045", models.X64, "HP", "EliteBook 840", models.Corporate, "bram"},
	{"LAPTOP-FATIMA", models.Windows, "10.0.22631", models.X64, "Dell", "Latitude 5450", models.Corporate, "fatima"},
	{"LAPTOP-LOTTE", models.Windows, "10.0.19045", models.X86, "Dell", "Latitude 3190", models.Corporate, "lotte"},
	{"KIOSK-01", models.Windows, "10.0.22631", models.X64, "Intel", "NUC 12", models.Corporate, ""},
	{"KIOSK-02", models.Windows, "10.0.22631", models.X64, "Intel", "NUC 12", models.Corporate, ""},
	{"MacBook Ravi", models.MacOS, "15.3", models.ARM64, "Apple", "MacBook Air", models.Corporate, "ravi"},
	{"MacBook Sales", models.MacOS, "14.7", models.ARM64, "Apple", "MacBook Pro", models.Corporate, "fatima"},
	{"iPhone Eva", models.IOS, "18.3", models.ARM64, "Apple", "iPhone 15", models.Personal, "eva"},
	{"iPad Works Council", models.IOS, "17.7", models.ARM64, "Apple", "iPad (10th generation)", models.Corporate, "julia"},
	{"Pixel Omar", models.Android, "15.0", models.ARM64, "Google", "Pixel 8", models.Corporate, "omar"},
	{"Galaxy Tim", models.Android, "14.0", models.ARM64, "Samsung", "Galaxy XCover7", models.Corporate, "tim"},
	{"Galaxy Sam", models.Android, "13.0", models.ARM64, "Samsung", "Galaxy A54", models.Personal, "sam"},
	{"SCAN-01", models.AndroidEnterprise, "13.0", models.ARM64, "Zebra", "TC53", models.Corporate, "eva"},
	{"SCAN-02", models.AndroidEnterprise, "13.0", models.ARM64, "Zebra", "TC53", models.Corporate, "sam"},
	{"SCAN-03", models.AndroidEnterprise, "11.0", models.ARM64, "Zebra", "TC52", models.Corporate, ""},
	{"SCAN-04", models.AndroidEnterprise, "5.1", models.ARM, "Honeywell", "CT50", models.Corporate, ""},
	{"LAPTOP-EVA", models.Windows, "10.0.26100", models.X64, "Lenovo", "ThinkPad X13", models.Corporate, "eva"},
}

var categories = []string{
	"Books & Reference", "Business", "Collaboration & Social", "Communication", "Computer Management", "Data Management",
	"Development & Design", "Education", "Photos & Media", "Productivity", "Warehouse",
}

var pinned = []string{"Productivity", "Warehouse"}
