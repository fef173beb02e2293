package access

import "appdepot/models"

// Action is something a user does or sees, as far as rights go.
type Action string

// The actions.
const (
	UseAdminPortal Action = "useAdminPortal"
	UsePortal      Action = "usePortal" // the Company Portal, as oneself

	ReadApps        Action = "readApps"     // with their assignments, install states and history
	ManageApps      Action = "manageApps"   // add and change apps and packages
	ManageDrafts    Action = "manageDrafts" // anyone's: two people on one draft get a conflict, not a refusal
	DeleteApps      Action = "deleteApps"
	AssignApps      Action = "assignApps"
	EditAssignments Action = "editAssignments" // assignments that are not saved yet; the owner is who changes them
	RelateApps      Action = "relateApps"      // dependencies and supersedence
	RetryInstalls   Action = "retryInstalls"

	ReadCategories   Action = "readCategories"
	ManageCategories Action = "manageCategories"

	ReadGroups   Action = "readGroups"
	ManageGroups Action = "manageGroups" // with their members
	ReadUsers    Action = "readUsers"
	ManageUsers  Action = "manageUsers" // with their roles and passwords

	ReadDevices   Action = "readDevices"
	AddDevices    Action = "addDevices"    // rows for devices that are not enrolled
	EnrollDevices Action = "enrollDevices" // make and revoke enrollment tokens; the owner is the primary user the device gets
	ManageDevices Action = "manageDevices" // name, ownership, primary user
	RetireDevices Action = "retireDevices" // revoke a device's token, remove its row; one's own only when it is no corporate device
	AskForApps    Action = "askForApps"    // request to install or uninstall; the owner is the device's primary user

	ReadAudit      Action = "readAudit"     // the whole log; one app's history comes with ReadApps
	ManageAccount  Action = "manageAccount" // own password, language and look; the owner is the user
	ManageSessions Action = "manageSessions"
	ManageSettings Action = "manageSettings"
)

// rule says which roles may do an action to anything, which to what is their own, and the sentence for everyone else. With a sentence for
// what is corporate, that is not their own.
type rule struct {
	anything, own []models.Role
	missing       models.Text
	corporate     models.Text
}

// The circles follow Intune's built-in roles (reference: roles): Application Manager has apps and reads devices, Help Desk
// Operator assigns and has the remote tasks and the audit log, Read Only Operator reads everything. Each is listed from most to
// least.
var (
	administrators = []models.Role{models.Administrator}
	appManagers    = []models.Role{models.Administrator, models.ApplicationManager}
	helpDesk       = []models.Role{models.Administrator, models.HelpDeskOperator}
	deployers      = []models.Role{models.Administrator, models.ApplicationManager, models.HelpDeskOperator}
	auditors       = []models.Role{models.Administrator, models.HelpDeskOperator, models.ReadOnlyOperator}
	readers        = []models.Role{models.Administrator, models.ApplicationManager, models.HelpDeskOperator, models.ReadOnlyOperator}
	everyone       = models.Roles
)

// table is the whole of Appdepot's permissions.
var table = map[Action]rule{
	UseAdminPortal: {anything: readers, missing: models.T("You need permission to use the admin portal. Ask an Administrator for access, or go to the Company Portal.")},
	UsePortal:      {anything: everyone, missing: models.T("Your account has no role. Ask an Administrator to assign one.")},

	ReadApps:        {anything: readers, missing: models.T("You need permission to see apps. Ask an Administrator for access.")},
	ManageApps:      {anything: appManagers, missing: models.T("You need permission to add and change apps. Ask an Administrator for access.")},
	ManageDrafts:    {anything: appManagers, missing: models.T("You need permission to edit drafts. Ask an Administrator for access.")},
	DeleteApps:      {anything: appManagers, missing: models.T("You need permission to delete apps. Ask an Administrator for access.")},
	AssignApps:      {anything: deployers, missing: models.T("You need permission to assign apps. Ask an Administrator for access.")},
	EditAssignments: {own: deployers, missing: models.T("You need permission to change the assignments of apps. Ask an Administrator for access.")},
	RelateApps:      {anything: appManagers, missing: models.T("You need permission to change relationships between apps. Ask an Administrator for access.")},
	RetryInstalls:   {anything: deployers, missing: models.T("You need permission to retry installations. Ask an Administrator for access.")},

	ReadCategories:   {anything: readers, missing: models.T("You need permission to see app categories. Ask an Administrator for access.")},
	ManageCategories: {anything: appManagers, missing: models.T("You need permission to change app categories. Ask an Administrator for access.")},

	ReadGroups:   {anything: readers, missing: models.T("You need permission to see groups. Ask an Administrator for access.")},
	ManageGroups: {anything: administrators, missing: models.T("You need permission to change groups. Ask an Administrator for access.")},
	ReadUsers:    {anything: readers, own: everyone, missing: models.T("You need permission to see users. Ask an Administrator for access.")},
	ManageUsers:  {anything: administrators, missing: models.T("You need permission to change users. Ask an Administrator for access.")},

	ReadDevices:   {anything: readers, own: everyone, missing: models.T("You need permission to see devices. Ask an Administrator for access.")},
	AddDevices:    {anything: administrators, own: everyone, missing: models.T("You need permission to add devices for others. Ask an Administrator for access.")},
	EnrollDevices: {anything: helpDesk, own: everyone, missing: models.T("You need permission to enroll devices for others. Ask an Administrator for access.")},
	ManageDevices: {anything: administrators, missing: models.T("You need permission to change devices. Ask an Administrator for access.")},
	RetireDevices: {anything: helpDesk, own: everyone, missing: models.T("You need permission to retire devices of others. Ask an Administrator for access."),
		corporate: models.T("This device belongs to your organization. Ask an Administrator or the help desk to remove it.")},
	AskForApps: {own: everyone, missing: models.T("You need permission to install apps from the Company Portal. Ask an Administrator for access.")},

	ReadAudit:      {anything: auditors, missing: models.T("You need permission to see audit logs. Ask an Administrator for access.")},
	ManageAccount:  {own: everyone, missing: models.T("You need permission to change your account. Ask an Administrator for access.")},
	ManageSessions: {anything: administrators, own: everyone, missing: models.T("You need permission to sign others out. Ask an Administrator for access.")},
	ManageSettings: {anything: administrators, missing: models.T("You need permission to change settings. Ask an Administrator for access.")},
}
