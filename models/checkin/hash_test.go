package checkin

import (
	"os"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
)

// example is the inventory of the API's description.
var example = []models.InstalledApp{
	{Kind: "web", ID: "https://intranet.example/"},
	{Kind: "android", ID: "org.fdroid.fdroid", Version: "1021050"},
	{Kind: "msi", ID: "{23170F69-40C1-2702-2409-000001000000}", Version: "24.09.00.0"},
}

func TestInventoryHashIsTheOneTheDescriptionShows(t *testing.T) {
	description, err := os.ReadFile("../../handlers/device/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, inventory := range map[string][]models.InstalledApp{"example": example, "empty": nil} {
		if h := InventoryHash(inventory); !strings.Contains(string(description), "`"+h+"`") {
			t.Errorf("the %s inventory has the hash %s, which the description does not show", name, h)
		}
	}
}

func TestInventoryHashKnowsNoOrderAndNoRepetition(t *testing.T) {
	other := append(slices.Clone(example), example[1])
	slices.Reverse(other)
	if InventoryHash(other) != InventoryHash(example) {
		t.Error("the same inventory in another order has another hash")
	}
	other[0].Version = "2"
	if InventoryHash(other) == InventoryHash(example) {
		t.Error("another version has the same hash")
	}
}
