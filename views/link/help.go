package link

// AppTypes explains every type of app; AppType is where one is explained.
func AppTypes() string         { return "/help/app-types" }
func AppType(id string) string { return AppTypes() + "#" + id }
