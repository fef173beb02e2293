package link

// Company is the Company Portal's home.
func Company() string                { return "/company" }
func CompanyApps() string            { return "/company/apps" }
func CompanyApp(id string) string    { return in(CompanyApps(), id) }
func CompanyInstalled() string       { return "/company/installed" }
func CompanyDevices() string         { return "/company/devices" }
func CompanyDevice(id string) string { return in(CompanyDevices(), id) }

// CompanyRequests are the install and uninstall requests of an app.
func CompanyRequests(app string) string { return in(CompanyApps(), app, "requests") }
