package web

import (
	"cmp"
	"net/http"
	"time"

	"appdepot/models"
	"appdepot/models/timezone"
)

// zoneOf is the time zone that the user chose, otherwise the browser's; until that is known, the server's.
func zoneOf(r *http.Request, u models.User) *time.Location {
	ofBrowser := cmp.Or(cookie(r, hostPrefix+zoneName), cookie(r, zoneName)) // the script sees https that a proxy keeps from the server
	return cmp.Or(timezone.Find(u.TimeZone), timezone.Find(ofBrowser), time.Local)
}
