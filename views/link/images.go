package link

// Image is a picture as it is kept: an app's logo, a package's icon.
func Image(id string) string { return in("/images", id) }
