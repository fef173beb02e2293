package checkin

import (
	"slices"
	"strings"
	"unicode/utf8"

	"appdepot/models"
	"appdepot/models/field"
)

// faults collects one sentence for each member of a message that cannot be accepted.
type faults map[string]models.Text

func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &models.Error{Kind: models.KindInvalid, Text: models.T("The message has invalid values."), Fields: f}
}

// text refuses what is too long, not UTF-8 or has control characters.
func (f faults) text(member, s string, least, most int) {
	switch n := utf8.RuneCountInString(s); {
	case n < least:
		f[member] = models.T("A value is required.")
	case n > most:
		f[member] = models.T("The value has %s characters. Use %s or fewer.", n, most)
	case !utf8.ValidString(s) || strings.ContainsFunc(s, isControl):
		f[member] = models.T("The value has control characters or is not UTF-8.")
	case least > 0 && field.Line(s) == "":
		f[member] = models.T("A value is required.")
	}
}

func isControl(r rune) bool { return r < 0x20 || r == 0x7f }

// Check refuses an enrollment whose facts are missing, too long or unknown.
func (e Enroll) Check() error {
	f, d := faults{}, e.Device
	f.text("enrollmentToken", e.EnrollmentToken, 1, MaxToken)
	f.text("device.name", d.Name, 1, MaxName)
	f.text("device.osVersion", d.OSVersion, 1, MaxVersion)
	f.text("device.manufacturer", d.Manufacturer, 0, MaxName)
	f.text("device.model", d.Model, 0, MaxName)
	f.text("device.serial", d.Serial, 0, MaxName)
	if !d.Platform.Known() {
		f["device.platform"] = models.T("Unknown platform.")
	}
	if d.Architecture != "" && !slices.Contains(models.Architectures, d.Architecture) {
		f["device.architecture"] = models.T("Unknown architecture.")
	}
	if d.Ownership != "" && d.Ownership != models.Corporate && d.Ownership != models.Personal {
		f["device.ownership"] = models.T("Use %s or %s.", models.Corporate, models.Personal)
	}
	return f.err()
}

// Cleaned are the facts without what is not seen, which a device that names itself may have put in.
func (d DeviceFacts) Cleaned() DeviceFacts {
	for _, line := range []*string{&d.Name, &d.OSVersion, &d.Manufacturer, &d.Model, &d.Serial} {
		*line = field.Line(*line)
	}
	return d
}

// Check refuses a check-in that is above a limit or whose hash does not belong to its inventory.
func (c CheckIn) Check() error {
	f := faults{}
	f.text("name", c.Name, 0, MaxName)
	f.text("osVersion", c.OSVersion, 0, MaxVersion)
	f.inventory(c.Inventory, c.InventoryHash)
	f.results(c.Results)
	if !isHash(c.InventoryHash) {
		f["inventoryHash"] = models.T("A SHA-256 has 64 lowercase hexadecimal digits.")
	}
	return f.err()
}

// Check refuses a report that is above a limit or whose hash does not belong to its inventory. Without a hash the
// inventory takes no part.
func (r Report) Check() error {
	f := faults{}
	if r.InventoryHash != "" {
		f.inventory(r.Inventory, r.InventoryHash)
	}
	f.results(r.Results)
	return f.err()
}

func (f faults) inventory(inventory []models.InstalledApp, hash string) {
	switch {
	case inventory == nil:
		return
	case len(inventory) > MaxInventory:
		f["inventory"] = models.T("The inventory has %s lines. Send %s or fewer.", len(inventory), MaxInventory)
		return
	case InventoryHash(inventory) != hash:
		f["inventoryHash"] = models.T("The hash does not match this inventory. Compute it as documented.")
	}
	for _, line := range inventory {
		f.text("inventory.kind", line.Kind, 1, MaxKind)
		f.text("inventory.id", line.ID, 1, MaxID)
		f.text("inventory.version", line.Version, 0, MaxVersion)
	}
}

// results leaves a detail that is too long to Receive, which shortens it: a result must not be lost over its wording.
func (f faults) results(results []OrderResult) {
	if len(results) > MaxResults {
		f["results"] = models.T("The message has %s results. Send %s or fewer.", len(results), MaxResults)
	}
	for _, r := range results {
		if !slices.Contains([]Outcome{Downloading, Installing, Succeeded, Failed}, r.Outcome) {
			f["results.outcome"] = models.T("Unknown outcome.")
		}
	}
}

func isHash(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }
