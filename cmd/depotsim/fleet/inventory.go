package fleet

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"appdepot/cmd/depotsim/client"
)

// Inventory is what is present on a device.
type Inventory []client.InventoryLine

// Hash is the inventory's hash as the device API describes it.
func (inv Inventory) Hash() string {
	lines := make([]string, len(inv))
	for i, l := range inv {
		lines[i] = l.Kind + "\t" + l.Id + "\t" + l.Version + "\n"
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(lines), "")))
	return hex.EncodeToString(sum[:])
}

// With is the inventory after an app has been put there in one version, in place of every other version.
func (inv Inventory) With(line client.InventoryLine) Inventory {
	return append(inv.Without(line.Kind, line.Id), line)
}

// Without is the inventory after an app has been taken away.
func (inv Inventory) Without(kind, id string) Inventory {
	return slices.DeleteFunc(slices.Clone(inv), func(l client.InventoryLine) bool { return l.Kind == kind && l.Id == id })
}

// Find gives the version of an app, if it is present.
func (inv Inventory) Find(kind, id string) (version string, present bool) {
	i := slices.IndexFunc(inv, func(l client.InventoryLine) bool { return l.Kind == kind && l.Id == id })
	if i < 0 {
		return "", false
	}
	return inv[i].Version, true
}

// Fulfills reports whether an order has nothing left to do.
func (inv Inventory) Fulfills(o client.Order) bool {
	return !slices.ContainsFunc(parts(o.Detection), func(d client.Detection) bool { return !inv.fulfills(o.Action, d) })
}

// parts are all the things that a detection is about.
func parts(d client.Detection) []client.Detection {
	if d.Also == nil {
		return []client.Detection{d}
	}
	return append([]client.Detection{d}, *d.Also...)
}

func (inv Inventory) fulfills(action client.Action, d client.Detection) bool {
	version, present := inv.Find(d.Kind, d.Id)
	switch {
	case action == client.Uninstall:
		return !present
	case !present:
		return false
	case d.Match == nil || d.Version == nil:
		return action == client.Install
	case *d.Match == client.Same:
		return version == *d.Version
	default:
		return !older(version, *d.Version)
	}
}

// After is the inventory after an order has been carried out.
func (inv Inventory) After(o client.Order) Inventory {
	for _, d := range parts(o.Detection) {
		if o.Action == client.Uninstall {
			inv = inv.Without(d.Kind, d.Id)
			continue
		}
		line := client.InventoryLine{Kind: d.Kind, Id: d.Id}
		switch {
		case d.Version != nil:
			line.Version = *d.Version
		case d.Kind != "web":
			line.Version = o.Version
		}
		inv = inv.With(line)
	}
	return inv
}
