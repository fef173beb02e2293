package field

import (
	"maps"
	"strings"
	"time"

	"appdepot/models"
)

// ZoneSuffix ends the name of an input that says in which time zone the moment before it was typed.
const ZoneSuffix = ".zone"

// MomentLayout is how a browser's picker writes a moment.
const MomentLayout = "2006-01-02T15:04"

// momentLayouts are the ways in which a moment is typed where there is no picker, or was stored before there was one.
var momentLayouts = []string{MomentLayout, "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateOnly}

// Moment reads an answer to a DateTime question, typed or stored; without a time zone it is taken for UTC.
func Moment(answer string) (time.Time, bool) { return momentIn(answer, time.UTC) }

func momentIn(answer string, zone *time.Location) (time.Time, bool) {
	if at, err := time.Parse(time.RFC3339, answer); err == nil {
		return at, true
	}
	for _, layout := range momentLayouts {
		if at, err := time.ParseInLocation(layout, answer, zone); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// InUTC is a posted form whose moments are in UTC, as they are stored, instead of the time zone that came along. What is no moment stays
// as it was typed.
func InUTC(posted Form) Form {
	changed := maps.Clone(posted)
	for key, zones := range posted {
		of, is := strings.CutSuffix(key, ZoneSuffix)
		if !is || len(zones) == 0 {
			continue
		}
		delete(changed, key)
		zone, err := time.LoadLocation(zones[0])
		if err != nil {
			continue
		}
		if at, read := momentIn(strings.TrimSpace(posted.Get(of)), zone); read {
			changed.Set(of, at.UTC().Format(time.RFC3339))
		}
	}
	return changed
}

func dateTime(_ Field, answers []string) (string, models.Text) {
	at, read := Moment(answers[0])
	if !read {
		return "", models.T("Enter a date and time, such as 2030-01-31 12:00.")
	}
	return at.UTC().Format(time.RFC3339), models.Text{}
}
