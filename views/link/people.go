package link

// Groups of users and of devices.
func Groups() string                         { return "/groups" }
func NewGroup() string                       { return "/groups/new" }
func Group(id string) string                 { return in(Groups(), id) }
func GroupSection(id, section string) string { return in(Groups(), id, section) }
func GroupMember(group, id string) string    { return in(Groups(), group, "members", id) }

// Users of the organisation.
func Users() string                         { return "/users" }
func NewUser() string                       { return "/users/new" }
func User(id string) string                 { return in(Users(), id) }
func UserSection(id, section string) string { return in(Users(), id, section) }

// Devices, enrolled or not.
func Devices() string                         { return "/devices" }
func Device(id string) string                 { return in(Devices(), id) }
func DeviceSection(id, section string) string { return in(Devices(), id, section) }

// DeviceApp explains one app on one device.
func DeviceApp(device, app string) string { return in(Devices(), device, "apps", app) }

// EnrolmentTokens let devices in.
func EnrolmentTokens() string         { return "/enrolment-tokens" }
func NewEnrolmentToken() string       { return "/enrolment-tokens/new" }
func EnrolmentToken(id string) string { return in(EnrolmentTokens(), id) }
