package fleet

import (
	"os"
	"slices"
	"strings"
	"testing"

	"appdepot/cmd/depotsim/client"
)

// example is the inventory of the API's description.
var example = Inventory{
	{Kind: "web", Id: "https://intranet.example/"},
	{Kind: "msi", Id: "{23170F69-40C1-2702-2409-000001000000}", Version: "24.09.00.0"},
	{Kind: "android", Id: "org.fdroid.fdroid", Version: "1021050"},
}

func TestHashIsTheOneTheDescriptionShows(t *testing.T) {
	description, err := os.ReadFile("../../../handlers/device/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, inventory := range map[string]Inventory{"example": example, "empty": nil} {
		if h := inventory.Hash(); !strings.Contains(string(description), "`"+h+"`") {
			t.Errorf("the %s inventory has the hash %s, which the description does not show", name, h)
		}
	}
}

func order(action client.Action, version string, match client.DetectionMatch) client.Order {
	o := client.Order{Action: action, Version: "as people read it", Detection: client.Detection{Kind: "msi", Id: "{X}"}}
	if match != "" {
		o.Detection.Version, o.Detection.Match = &version, &match
	}
	return o
}

func TestAnOrderIsFulfilledOnceItIsCarriedOut(t *testing.T) {
	old := Inventory{{Kind: "msi", Id: "{X}", Version: "1.9"}, {Kind: "msi", Id: "{Y}", Version: "1"}}
	for name, o := range map[string]client.Order{
		"install":   order(client.Install, "1.10", client.Same),
		"update":    order(client.Update, "1.10", client.Minimum),
		"uninstall": order(client.Uninstall, "1.10", client.Same),
	} {
		if old.Fulfills(o) {
			t.Errorf("%s is fulfilled before it is carried out", name)
		}
		after := old.After(o)
		if !after.Fulfills(o) {
			t.Errorf("%s is not fulfilled by %v", name, after)
		}
		if _, present := after.Find("msi", "{Y}"); !present {
			t.Errorf("%s touched another app", name)
		}
		if slices.Equal(old, after) || old[0].Version != "1.9" {
			t.Errorf("%s changed the inventory before it", name)
		}
	}
	if present := order(client.Install, "", ""); !old.Fulfills(present) {
		t.Error("presence is enough, and yet it is not")
	}
}

func TestOlder(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"1.9", "1.10", true}, {"1.10", "1.9", false}, {"2", "2.0.0", false}, {"1.0.rc", "1.0", true}, {"", "1", true}} {
		if got := older(c.a, c.b); got != c.want {
			t.Errorf("older(%q, %q) = %t", c.a, c.b, got)
		}
	}
}
