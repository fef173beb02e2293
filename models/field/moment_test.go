package field_test

import (
	"testing"

	"appdepot/models/field"
)

func TestMomentsAreTypedInATimeZoneAndKeptInUTC(t *testing.T) {
	ask := []field.Field{{Key: "starts", Label: "Starts", Control: field.DateTime}}
	for _, c := range []struct{ typed, zone, want string }{
		{"2030-01-31T12:00", "Europe/Amsterdam", "2030-01-31T11:00:00Z"},
		{"2030-07-31T12:00:30", "Europe/Amsterdam", "2030-07-31T10:00:30Z"},
		{"2030-07-31 12:00", "America/New_York", "2030-07-31T16:00:00Z"},
		{"2030-01-31", "Asia/Tokyo", "2030-01-30T15:00:00Z"},
		{"2030-01-31T12:00", "UTC", "2030-01-31T12:00:00Z"},
		{"2030-01-31T12:00:00+02:00", "Europe/Amsterdam", "2030-01-31T10:00:00Z"},
		{"2030-01-31T12:00", "", "2030-01-31T12:00:00Z"},
		{"2026-01-31", "", "2026-01-31T00:00:00Z"},
		{"soon", "Europe/Amsterdam", ""},
		{"2030-02-31T12:00", "Europe/Amsterdam", ""},
	} {
		posted := field.Form{"starts": {c.typed}}
		if c.zone != "" {
			posted["starts"+field.ZoneSuffix] = []string{c.zone}
		}
		form := field.InUTC(posted)
		values, errs := field.Decode(ask, form)
		if values["starts"] != c.want || errs["starts"].Empty() != (c.want != "") {
			t.Errorf("%s in %s is %q, want %q: %v", c.typed, c.zone, values["starts"], c.want, errs)
		}
		if _, left := form["starts"+field.ZoneSuffix]; left {
			t.Error("the time zone stays in the form")
		}
		if c.want == "" && form.Get("starts") != c.typed {
			t.Errorf("what was typed is lost: %v", form)
		}
	}
}

// A time zone that the browser or somebody made up changes nothing, in a row of a table either.
func TestATimeZoneThatIsNoneIsLeftOut(t *testing.T) {
	form := field.InUTC(field.Form{
		"a": {"2030-01-31T12:00"}, "a" + field.ZoneSuffix: {"../../etc/passwd"},
		"rows": {"1"}, "rows.0.b": {"2030-01-31T12:00"}, "rows.0.b" + field.ZoneSuffix: {"Asia/Tokyo"},
	})
	if form.Get("a") != "2030-01-31T12:00" || form.Get("rows.0.b") != "2030-01-31T03:00:00Z" || len(form) != 3 {
		t.Errorf("%v", form)
	}
}
