package link

// AppTypes explains every type of app.
func AppTypes() string { return "/help/app-types" }

// ErrorCode says what an error code means, written as people look it up: 1603 or 0x87D5501F.
func ErrorCode(code string) string { return in("/help/codes", code) }
