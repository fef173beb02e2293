package access

import "appdepot/models"

// Object is the thing that an action is about, as far as rights go. The zero object is the organization as a whole: adding,
// settings, and what is about no single thing.
type Object struct {
	Kind    Kind
	ID      models.ID
	OwnerID models.ID // whose it is: the primary user of a device, the user of a session; empty when it is nobody's

	Corporate bool // a device of the organization, whoever uses it
}

// Kind is a kind of object.
type Kind string

// The kinds of object.
const (
	AppKind             Kind = "app"
	AssignmentEditKind  Kind = "assignment edit"
	CatalogSourceKind   Kind = "catalog source"
	CategoryKind        Kind = "category"
	DeviceKind          Kind = "device"
	DraftKind           Kind = "draft"
	EnrollmentTokenKind Kind = "enrollment token"
	GroupKind           Kind = "group"
	PackageKind         Kind = "package"
	ServiceTaskKind     Kind = "service task"
	SessionKind         Kind = "session"
	UploadKind          Kind = "upload"
	UserKind            Kind = "user"
)

// App is an app as an object.
func App(a models.App) Object { return Object{Kind: AppKind, ID: a.ID} }

// AssignmentEdit is a set of assignments that is being edited, as an object; it belongs to the user who edits it.
func AssignmentEdit(e models.AssignmentEdit) Object {
	return Object{Kind: AssignmentEditKind, ID: e.ID, OwnerID: e.UserID}
}

// CatalogSource is a catalog source as an object.
func CatalogSource(c models.CatalogSource) Object { return Object{Kind: CatalogSourceKind, ID: c.ID} }

// Category is a category as an object.
func Category(c models.Category) Object { return Object{Kind: CategoryKind, ID: c.ID} }

// Device is a device as an object; it belongs to its primary user, who may do less with one of the organization.
func Device(d models.Device) Object {
	return Object{Kind: DeviceKind, ID: d.ID, OwnerID: d.PrimaryUserID, Corporate: d.Ownership == models.Corporate}
}

// Draft is a draft as an object. It is nobody's own: whoever may work on drafts may work on those of others.
func Draft(d models.Draft) Object { return Object{Kind: DraftKind, ID: d.ID} }

// EnrollmentToken is a token as an object; it belongs to the user who becomes the device's primary user.
func EnrollmentToken(e models.EnrollmentToken) Object {
	return Object{Kind: EnrollmentTokenKind, ID: e.ID, OwnerID: e.UserID}
}

// Group is a group as an object.
func Group(g models.Group) Object { return Object{Kind: GroupKind, ID: g.ID} }

// Package is a package as an object.
func Package(p models.Package) Object { return Object{Kind: PackageKind, ID: p.ID} }

// ServiceTask is a task that was begun at a connected service, as an object; it belongs to the user who began it.
func ServiceTask(t models.ServiceTask) Object {
	return Object{Kind: ServiceTaskKind, ID: t.ID, OwnerID: t.UserID}
}

// Session is a session as an object; it belongs to its user.
func Session(s models.Session) Object {
	return Object{Kind: SessionKind, ID: s.ID, OwnerID: s.UserID}
}

// Upload is an upload as an object.
func Upload(u models.Upload) Object { return Object{Kind: UploadKind, ID: u.ID} }

// User is a user as an object; they belong to themselves.
func User(u models.User) Object { return Object{Kind: UserKind, ID: u.ID, OwnerID: u.ID} }
