package web

import (
	"cmp"
	"net/http"
	"sync"
	"time"
	_ "time/tzdata" // containers may have none
)

// zones are the time zones that browsers have named, by their names.
var zones sync.Map

// zoneOf is the time zone of the browser; until that is known, the server's.
func zoneOf(r *http.Request) *time.Location {
	name := cmp.Or(cookie(r, hostPrefix+zoneName), cookie(r, zoneName)) // the script sees https that a proxy keeps from the server
	if name == "" || name == "Local" {
		return time.Local
	}
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.Local
	}
	zones.Store(name, zone) // only zones that exist are kept, of which there are some hundred
	return zone
}
