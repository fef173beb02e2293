package checkin

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
)

func TestMessagesAreChecked(t *testing.T) {
	facts := DeviceFacts{Name: "LAPTOP", Platform: models.Windows, OSVersion: "10.0"}
	hash := InventoryHash(example)
	control := []models.InstalledApp{{Kind: "msi", ID: "a\tb"}}
	for _, c := range []struct {
		name    string
		message interface{ Check() error }
		refused []string // members
	}{
		{"an enrollment", Enroll{"token", facts}, nil},
		{"an enrollment of nothing", Enroll{}, []string{"device.name", "device.osVersion", "device.platform", "enrollmentToken"}},
		{"an enrollment with unknown words", Enroll{"token", DeviceFacts{Name: "n", Platform: models.AllPlatforms, OSVersion: "1", Architecture: "6502", Ownership: "stolen"}},
			[]string{"device.architecture", "device.ownership", "device.platform"}},
		{"a name that is too long", Enroll{"token", DeviceFacts{Name: strings.Repeat("é", MaxName+1), Platform: models.IOS, OSVersion: "1"}}, []string{"device.name"}},
		{"a name at the limit", Enroll{"token", DeviceFacts{Name: strings.Repeat("é", MaxName), Platform: models.IOS, OSVersion: "1"}}, nil},
		{"an idle check-in", CheckIn{InventoryHash: hash}, nil},
		{"a full check-in", CheckIn{InventoryHash: hash, Inventory: example}, nil},
		{"no hash", CheckIn{}, []string{"inventoryHash"}},
		{"another hash", CheckIn{InventoryHash: hash, Inventory: example[:1]}, []string{"inventoryHash"}},
		{"another hash for nothing", CheckIn{InventoryHash: hash, Inventory: []models.InstalledApp{}}, []string{"inventoryHash"}},
		{"control characters", CheckIn{InventoryHash: InventoryHash(control), Inventory: control}, []string{"inventory.id"}},
		{"too many lines", CheckIn{InventoryHash: hash, Inventory: make([]models.InstalledApp, MaxInventory+1)}, []string{"inventory"}},
		{"too many results", Report{Results: slices.Repeat([]OrderResult{{Outcome: Failed}}, MaxResults+1)}, []string{"results"}},
		{"an unknown outcome", Report{Results: []OrderResult{{Outcome: "exploded"}}}, []string{"results.outcome"}},
		{"a report with another hash", Report{Inventory: example, InventoryHash: InventoryHash(nil)}, []string{"inventoryHash"}},
	} {
		err := c.message.Check()
		if len(c.refused) == 0 {
			if err != nil {
				t.Errorf("%s: %s", c.name, err)
			}
			continue
		}
		refusal, ok := errors.AsType[*models.Error](err)
		if !ok || refusal.Kind != models.KindInvalid {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := slices.Sorted(maps.Keys(refusal.Fields)); !slices.Equal(got, c.refused) {
			t.Errorf("%s: refused are %q, want %q", c.name, got, c.refused)
		}
	}
}
