package link

// Groups of users and of devices.
func Groups() string                         { return "/groups" }
func NewGroup() string                       { return "/groups/new" }
func Group(id string) string                 { return in(Groups(), id) }
func GroupSection(id, section string) string { return in(Groups(), id, section) }
func NewGroupMember(id string) string        { return in(Groups(), id, "members", "new") }
func NewGroupNested(id string) string        { return in(Groups(), id, "groups", "new") }
func GroupMember(group, id string) string    { return in(Groups(), group, "members", id, "remove") }
func GroupNested(group, id string) string    { return in(Groups(), group, "groups", id, "remove") }

// Users of the organization.
func Users() string                         { return "/users" }
func NewUser() string                       { return "/users/new" }
func User(id string) string                 { return in(Users(), id) }
func UserSection(id, section string) string { return in(Users(), id, section) }
func UserSession(user, id string) string    { return in(Users(), user, "sessions", id, "sign-out") }

// Devices, enrolled or not.
func Devices() string                         { return "/devices" }
func Device(id string) string                 { return in(Devices(), id) }
func DeviceSection(id, section string) string { return in(Devices(), id, section) }

// DeviceApp explains one app on one device.
func DeviceApp(device, app string) string { return in(Devices(), device, "apps", app) }

// DeviceAppRetry lets a device try again what failed there.
func DeviceAppRetry(device, app string) string { return in(DeviceApp(device, app), "retry") }

// EnrollmentTokens let devices in.
func EnrollmentTokens() string     { return "/enrollment-tokens" }
func NewEnrollmentToken() string   { return "/enrollment-tokens/new" }
func RevokeToken(id string) string { return in(EnrollmentTokens(), id, "revoke") }

// peopleObjects are the pages of users, groups and devices, by the kind that the audit log stores.
var peopleObjects = objects{"user": User, "group": Group, "device": Device}
