package link

// AppTypes explains every type of app.
func AppTypes() string { return "/help/app-types" }
