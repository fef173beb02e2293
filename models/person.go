package models

import "slices"

// Preferences are how a user wants Appdepot to look and behave.
type Preferences struct {
	Language    string // BCP 47 tag; "" follows the browser
	Theme       string // "", "light" or "dark"
	Density     string // "" or "compact"
	TimeZone    string // name in the IANA Time Zone Database; "" follows the browser
	NoShortcuts bool
}

// Known replaces every look that is no choice by the default. An unknown language is shown as English.
func (p Preferences) Known() Preferences {
	if p.Theme != "light" && p.Theme != "dark" {
		p.Theme = ""
	}
	if p.Density != "compact" {
		p.Density = ""
	}
	return p
}

// Known reports whether the role is one of Roles.
func (r Role) Known() bool { return slices.Contains(Roles, r) }
