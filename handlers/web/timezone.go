package web

import (
	"net/http"
	"sync"
	"time"
	_ "time/tzdata" // containers may have none
)

// zones are the time zones that browsers have named, by their names.
var zones sync.Map

// zoneOf is the time zone of the browser; until that is known, the server's.
func zoneOf(r *http.Request) *time.Location {
	c, err := r.Cookie(zoneName)
	if err != nil || c.Value == "" || c.Value == "Local" {
		return time.Local
	}
	if known, ok := zones.Load(c.Value); ok {
		return known.(*time.Location)
	}
	zone, err := time.LoadLocation(c.Value)
	if err != nil {
		return time.Local
	}
	zones.Store(c.Value, zone) // only zones that exist are kept, of which there are some hundred
	return zone
}
