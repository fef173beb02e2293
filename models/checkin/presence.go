package checkin

import "appdepot/models"

// Presence is what an inventory says about one app.
type Presence struct {
	Present bool
	Fits    bool   // present in a version that the detection accepts
	Version string // as the inventory has it
}

// Detect looks for an app in an inventory. One that consists of several is present when any of them is, and fits when all of
// them do; its version is that of the first.
func Detect(inventory []models.InstalledApp, d models.Detection) Presence {
	whole := find(inventory, d)
	for _, part := range d.Also {
		p := find(inventory, part)
		whole.Present, whole.Fits = whole.Present || p.Present, whole.Fits && p.Fits
	}
	return whole
}

// find looks for one thing. When several lines match, one that fits wins, then the newest.
func find(inventory []models.InstalledApp, d models.Detection) Presence {
	var best Presence
	for _, line := range inventory {
		if line.Kind != d.Kind || line.ID != d.ID {
			continue
		}
		found := Presence{Present: true, Fits: fits(line.Version, d), Version: line.Version}
		if !best.Present || found.Fits && !best.Fits ||
			found.Fits == best.Fits && CompareVersions(found.Version, best.Version) > 0 {
			best = found
		}
	}
	return best
}

func fits(version string, d models.Detection) bool {
	switch {
	case d.Version == "" || d.Match == models.AnyVersion:
		return true
	case d.Match == models.SameVersion:
		return version == d.Version
	default:
		return CompareVersions(version, d.Version) >= 0
	}
}
