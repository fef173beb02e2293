package timezone

import (
	_ "embed"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // containers may have none
)

// names are those of zone.tab, and UTC. Source: IANA Time Zone Database, in the public domain.
//
//go:embed names.txt
var names string

// Names lists the time zones that people choose among, one at least for each country, in alphabetical order.
func Names() []string { return strings.Fields(names) }

var known sync.Map

// Find is the time zone of a name, also one that people do not choose any more; nil when there is none of that name.
func Find(name string) *time.Location {
	if name == "" || name == "Local" {
		return nil
	}
	if zone, ok := known.Load(name); ok {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	known.Store(name, zone) // only zones that exist are kept, of which there are some hundred
	return zone
}
