package access

import "appdepot/models"

// Action is something a user does or sees, as far as rights go.
type Action string

// The actions.
const (
	UseAdminPortal Action = "useAdminPortal"
	UsePortal      Action = "usePortal" // the Company Portal, as oneself

	ReadApps      Action = "readApps"     // with their assignments, install states and history
	ManageApps    Action = "manageApps"   // add and change apps and packages
	ManageDrafts  Action = "manageDrafts" // anyone's: two people on one draft get a conflict, not a refusal
	DeleteApps    Action = "deleteApps"
	AssignApps    Action = "assignApps"
	RelateApps    Action = "relateApps" // dependencies and supersedence
	RetryInstalls Action = "retryInstalls"

	ReadCategories   Action = "readCategories"
	ManageCategories Action = "manageCategories"

	ReadGroups   Action = "readGroups"
	ManageGroups Action = "manageGroups" // with their members
	ReadUsers    Action = "readUsers"
	ManageUsers  Action = "manageUsers" // with their roles and passwords

	ReadDevices   Action = "readDevices"
	AddDevices    Action = "addDevices"    // rows for devices that are not enrolled
	EnrolDevices  Action = "enrolDevices"  // make and revoke enrolment tokens; the owner is the primary user the device gets
	ManageDevices Action = "manageDevices" // name, ownership, primary user
	RetireDevices Action = "retireDevices" // revoke a device's token, remove its row
	AskForApps    Action = "askForApps"    // install and uninstall wishes; the owner is the device's primary user

	ReadAudit      Action = "readAudit"     // the whole log; one app's history comes with ReadApps
	ManageAccount  Action = "manageAccount" // own password, language and look; the owner is the user
	ManageSessions Action = "manageSessions"
	ManageSettings Action = "manageSettings"
)

// rule says which roles may do an action to anything, and which to what is their own.
type rule struct{ anything, own circle }

// circle is a set of roles, from most to least, and the sentence for everyone outside it.
type circle struct {
	roles   []models.Role
	refusal models.Text
}

// The circles follow Intune's built-in roles (reference: roles): Application Manager has apps and reads devices, Help Desk
// Operator assigns and has the remote tasks and the audit log, Read Only Operator reads everything.
var (
	administrators = circle{
		[]models.Role{models.Administrator},
		models.T("This needs the role Administrator. Ask an Administrator to do it, or to give you the role."),
	}
	appManagers = circle{
		[]models.Role{models.Administrator, models.ApplicationManager},
		models.T("This needs the role Administrator or Application Manager. Ask one of them to do it, or an Administrator for the role."),
	}
	helpDesk = circle{
		[]models.Role{models.Administrator, models.HelpDeskOperator},
		models.T("This needs the role Administrator or Help Desk Operator. Ask one of them to do it, or an Administrator for the role."),
	}
	deployers = circle{
		[]models.Role{models.Administrator, models.ApplicationManager, models.HelpDeskOperator},
		models.T("This needs the role Administrator, Application Manager or Help Desk Operator. Ask one of them to do it, or an Administrator for the role."),
	}
	auditors = circle{
		[]models.Role{models.Administrator, models.HelpDeskOperator, models.ReadOnlyOperator},
		models.T("This needs the role Administrator, Help Desk Operator or Read Only Operator. Ask one of them, or an Administrator for the role."),
	}
	readers = circle{
		[]models.Role{models.Administrator, models.ApplicationManager, models.HelpDeskOperator, models.ReadOnlyOperator},
		models.T("This needs the role Administrator, Application Manager, Help Desk Operator or Read Only Operator. Ask an Administrator for one of them, or go to the Company Portal."),
	}
	everyone = circle{
		models.Roles,
		models.T("This needs a role, and your account has none that Appdepot knows. Ask an Administrator to give you one."),
	}
)

// table is the whole of Appdepot's permissions.
var table = map[Action]rule{
	UseAdminPortal: {anything: readers},
	UsePortal:      {anything: everyone},

	ReadApps:      {anything: readers},
	ManageApps:    {anything: appManagers},
	ManageDrafts:  {anything: appManagers},
	DeleteApps:    {anything: appManagers},
	AssignApps:    {anything: deployers},
	RelateApps:    {anything: appManagers},
	RetryInstalls: {anything: deployers},

	ReadCategories:   {anything: readers},
	ManageCategories: {anything: appManagers},

	ReadGroups:   {anything: readers},
	ManageGroups: {anything: administrators},
	ReadUsers:    {anything: readers, own: everyone},
	ManageUsers:  {anything: administrators},

	ReadDevices:   {anything: readers, own: everyone},
	AddDevices:    {anything: administrators, own: everyone},
	EnrolDevices:  {anything: helpDesk, own: everyone},
	ManageDevices: {anything: administrators},
	RetireDevices: {anything: helpDesk, own: everyone},
	AskForApps:    {own: everyone},

	ReadAudit:      {anything: auditors},
	ManageAccount:  {own: everyone},
	ManageSessions: {anything: administrators, own: everyone},
	ManageSettings: {anything: administrators},
}
