package add

// failed reports whether this server could not download the file.
func (p PackageProps) failed() bool { return p.Fetched != nil && p.File != nil && p.File.Problem != "" }

// pollURL is where the page asks for what is still to come; empty when nothing is.
func (p PackageProps) pollURL() string {
	switch {
	case p.File == nil || p.File.Problem != "":
		return ""
	case p.File.Reading:
		return p.PageURL
	case p.File.Checking():
		return p.CheckURL
	}
	return ""
}
