package link

// Company is the Company Portal's home.
func Company() string             { return "/company" }
func CompanyApps() string         { return "/company/apps" }
func CompanyApp(id string) string { return in(CompanyApps(), id) }
func CompanyInstalled() string    { return "/company/installed" }
func CompanyDevices() string      { return "/company/devices" }

// CompanyRequests are the install and uninstall requests of an app.
func CompanyRequests(app string) string { return in(CompanyApps(), app, "requests") }

// CompanyUninstall asks before an app is taken off.
func CompanyUninstall(app string) string { return in(CompanyApps(), app, "uninstall") }

// CompanyNewDevice, CompanyRetire and CompanyEnrollment are what a person does with their own devices.
func CompanyNewDevice() string       { return in(CompanyDevices(), "new") }
func CompanyRetire(id string) string { return in(CompanyDevices(), id, "retire") }
func CompanyEnrollment() string      { return in(Company(), "enrollment") }
