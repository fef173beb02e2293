package say

import (
	"context"
	"math"
	"strconv"
	"strings"
	"time"
)

// Hours are the whole hours of a duration and Days its whole days, for a sentence that has the unit.
func Hours(ctx context.Context, d time.Duration) string { return Number(ctx, int(d/time.Hour)) }

// Days are the whole days of a duration.
func Days(ctx context.Context, d time.Duration) string { return Number(ctx, int(d/(24*time.Hour))) }

// Duration writes a duration in the largest unit that it has a whole number of: 7 days, 8 hours, 30 minutes.
func Duration(ctx context.Context, d time.Duration) string {
	switch {
	case d%(24*time.Hour) == 0:
		return N(ctx, "%s day", "%s days", int(d/(24*time.Hour)))
	case d%time.Hour == 0:
		return N(ctx, "%s hour", "%s hours", int(d/time.Hour))
	default:
		return N(ctx, "%s minute", "%s minutes", int(d/time.Minute))
	}
}

// Number writes a whole number with the separators of the language: 1,234 or 1.234.
func Number[I int | int64](ctx context.Context, n I) string {
	s := strconv.FormatInt(int64(n), 10)
	sep := Local(ctx).Thousand
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return sign + s
}

// Percent writes a part of a whole in percent, with one decimal.
func Percent(ctx context.Context, part, whole int) string {
	return tenths(ctx, int64(math.Round(1000*float64(part)/float64(whole)))) + "%"
}

// tenths writes a number that is counted in tenths, with one decimal: 1,234.5 or 1.234,5.
func tenths(ctx context.Context, n int64) string {
	return Number(ctx, n/10) + Local(ctx).Decimal + strconv.FormatInt(n%10, 10)
}

// Size writes a number of bytes as people read it: 812 bytes, 4.2 MB, 30 GB. Units count in 1,024s, as file managers do.
func Size(ctx context.Context, n int64) string {
	if n < 0 {
		return T(ctx, "Unknown size")
	}
	if n < 1024 {
		return N(ctx, "%s byte", "%s bytes", int(n))
	}
	v, unit := float64(n)/1024, "KB"
	for _, u := range []string{"MB", "GB", "TB"} {
		if math.Round(v*10) < 10240 {
			break
		}
		v, unit = v/1024, u
	}
	n = int64(math.Round(v * 10))
	if n%10 == 0 {
		return Number(ctx, n/10) + " " + unit
	}
	return tenths(ctx, n) + " " + unit
}

// Day writes a date: "18 Nov" in the year of now, "18 Nov 2025" otherwise.
func Day(ctx context.Context, at, now time.Time) string {
	s := strconv.Itoa(at.Day()) + " " + Local(ctx).Months[at.Month()-1]
	if at.Year() != now.Year() {
		s += " " + strconv.Itoa(at.Year())
	}
	return s
}

type zoneKey struct{}

// InZone returns a context in which moments are told in the given time zone.
func InZone(ctx context.Context, zone *time.Location) context.Context {
	return context.WithValue(ctx, zoneKey{}, zone)
}

// Zone is the context's time zone; where nobody set one it is UTC.
func Zone(ctx context.Context) *time.Location {
	if zone, _ := ctx.Value(zoneKey{}).(*time.Location); zone != nil {
		return zone
	}
	return time.UTC
}

// ZoneNote says which time zone a moment is typed in.
func ZoneNote(ctx context.Context) string {
	zone := Zone(ctx)
	if zone != time.Local {
		return T(ctx, "In your time zone, %s.", zone.String())
	}
	return T(ctx, "In this server's time zone, %s.", time.Now().Format("MST (-07:00)"))
}

type nowKey struct{}

// At returns a context in which it is now.
func At(ctx context.Context, now time.Time) context.Context {
	return context.WithValue(ctx, nowKey{}, now)
}

// ForFile returns a context for a file, which somebody reads at another time and place: moments are full, and in UTC.
func ForFile(ctx context.Context) context.Context { return InZone(At(ctx, time.Time{}), time.UTC) }

// When writes a moment that comes: "14:10 today" or "14:10 tomorrow", and further away, or where nobody said what time it is, as
// Moment does.
func When(ctx context.Context, at time.Time) string {
	now, known := ctx.Value(nowKey{}).(time.Time)
	zone := Zone(ctx)
	y, m, d := now.In(zone).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, zone)
	switch clock := at.In(zone).Format("15:04"); {
	case !known || at.Before(today) || !at.Before(today.AddDate(0, 0, 2)):
		return Moment(ctx, at)
	case at.Before(today.AddDate(0, 0, 1)):
		return T(ctx, "%s today", clock)
	default:
		return T(ctx, "%s tomorrow", clock)
	}
}

// Clock writes the time of a day that is known.
func Clock(ctx context.Context, at time.Time) string { return at.In(Zone(ctx)).Format("15:04") }

// Moment writes the full date and time to the minute, with the time zone.
func Moment(ctx context.Context, at time.Time) string {
	at = at.In(Zone(ctx))
	return Day(ctx, at, time.Time{}) + " " + at.Format("15:04 MST")
}

// AgoWithin is Ago in the middle of a sentence.
func AgoWithin(ctx context.Context, at, now time.Time) string {
	switch {
	case at.IsZero():
		return T(ctx, "never")
	case now.Sub(at) < time.Minute:
		return T(ctx, "just now")
	default:
		return Ago(ctx, at, now)
	}
}

// Ago writes how long ago something happened, "2 h ago" up to a day and the date after that.
func Ago(ctx context.Context, at, now time.Time) string {
	switch d := now.Sub(at); {
	case at.IsZero():
		return T(ctx, "Never")
	case d < time.Minute:
		return T(ctx, "Just now")
	case d < time.Hour:
		return T(ctx, "%s min ago", strconv.Itoa(int(d/time.Minute)))
	case d < 24*time.Hour:
		return T(ctx, "%s h ago", strconv.Itoa(int(d/time.Hour)))
	default:
		return Day(ctx, at.In(Zone(ctx)), now.In(Zone(ctx)))
	}
}
