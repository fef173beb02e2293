package say_test

import (
	"context"
	"testing"
	"time"

	"appdepot/views/say"
)

// inBoth checks one figure in English and in Dutch.
func inBoth(t *testing.T, got func(tag string) string, english, dutch string) {
	t.Helper()
	if s := got("en"); s != english {
		t.Errorf("in English %q, want %q", s, english)
	}
	if s := got("nl"); s != dutch {
		t.Errorf("in Dutch %q, want %q", s, dutch)
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n              int64
		english, dutch string
	}{
		{0, "0", "0"}, {7, "7", "7"}, {999, "999", "999"}, {1000, "1,000", "1.000"}, {1234567, "1,234,567", "1.234.567"},
		{-12, "-12", "-12"}, {-123, "-123", "-123"}, {-1234, "-1,234", "-1.234"}, {100000, "100,000", "100.000"},
	} {
		inBoth(t, func(tag string) string { return say.Number(say.In(t.Context(), tag), c.n) }, c.english, c.dutch)
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole    int
		english, dutch string
	}{
		{0, 7, "0.0%", "0,0%"}, {66, 204, "32.4%", "32,4%"}, {1, 2, "50.0%", "50,0%"}, {7, 7, "100.0%", "100,0%"},
	} {
		inBoth(t, func(tag string) string { return say.Percent(say.In(t.Context(), tag), c.part, c.whole) }, c.english, c.dutch)
	}
}

// Nothing in the code knows a language but for its entry here and its catalog.
func TestLanguagesAreWhole(t *testing.T) {
	for _, l := range say.Languages {
		if l.Tag == "" || l.Name == "" || len(l.Country) != 2 || l.Decimal == "" || l.Decimal == l.Thousand || len(l.Months) != 12 {
			t.Errorf("the language %q lacks something: %+v", l.Tag, l)
		}
		if got := say.Local(say.In(t.Context(), l.Tag)); got.Tag != l.Tag {
			t.Errorf("in %s the language is %s", l.Tag, got.Tag)
		}
	}
	if got := say.Local(t.Context()).Tag; got != say.Languages[0].Tag {
		t.Errorf("without a choice the language is %s", got)
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct {
		n              int64
		english, dutch string
	}{
		{-1, "Unknown size", "Grootte onbekend"}, {0, "0 bytes", "0 bytes"}, {1, "1 byte", "1 byte"}, {1023, "1,023 bytes", "1.023 bytes"}, {1024, "1 KB", "1 KB"},
		{1536, "1.5 KB", "1,5 KB"}, {1 << 20, "1 MB", "1 MB"}, {4404019, "4.2 MB", "4,2 MB"}, {30 << 30, "30 GB", "30 GB"},
		{1<<20 - 1, "1 MB", "1 MB"}, {1<<30 - 1, "1 GB", "1 GB"}, {5 << 40, "5 TB", "5 TB"}, {5 << 50, "5,120 TB", "5.120 TB"},
	} {
		inBoth(t, func(tag string) string { return say.Size(say.In(t.Context(), tag), c.n) }, c.english, c.dutch)
	}
}

func TestDayAndMoment(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		at             time.Time
		english, dutch string
	}{
		{time.Date(2026, 11, 18, 23, 59, 0, 0, time.UTC), "18 Nov", "18 nov."},
		{time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), "1 May", "1 mei"},
		{time.Date(2025, 3, 2, 0, 0, 0, 0, time.UTC), "2 Mar 2025", "2 mrt. 2025"},
	} {
		inBoth(t, func(tag string) string { return say.Day(say.In(t.Context(), tag), c.at, now) }, c.english, c.dutch)
	}
	at := time.Date(2026, 8, 18, 1, 5, 30, 0, time.FixedZone("CEST", 2*60*60))
	inBoth(t, func(tag string) string { return say.Moment(say.In(t.Context(), tag), at) }, "17 Aug 2026 23:05 UTC", "17 aug. 2026 23:05 UTC")
}

func TestMomentsAreToldInTheReadersTimeZone(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	at, now := time.Date(2026, 8, 17, 23, 5, 0, 0, time.UTC), time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	there := func(tag string) context.Context { return say.InZone(say.In(t.Context(), tag), zone) }
	inBoth(t, func(tag string) string { return say.Moment(there(tag), at) }, "18 Aug 2026 01:05 CEST", "18 aug. 2026 01:05 CEST")
	inBoth(t, func(tag string) string { return say.Ago(there(tag), at, now) }, "18 Aug", "18 aug.")
}

func TestMomentsToComeAreNear(t *testing.T) {
	zone := time.FixedZone("CEST", 2*60*60)
	now := time.Date(2026, 8, 17, 21, 0, 0, 0, time.UTC) // 23:00 there
	for _, c := range []struct {
		at             time.Time
		english, dutch string
	}{
		{now.Add(30 * time.Minute), "23:30 today", "vandaag 23:30 uur"},
		{now.Add(time.Hour), "00:00 tomorrow", "morgen 00:00 uur"},
		{now.Add(24 * time.Hour), "23:00 tomorrow", "morgen 23:00 uur"},
		{now.Add(25 * time.Hour), "19 Aug 2026 00:00 CEST", "19 aug. 2026 00:00 CEST"},
		{now.Add(-24 * time.Hour), "16 Aug 2026 23:00 CEST", "16 aug. 2026 23:00 CEST"},
	} {
		inBoth(t, func(tag string) string {
			return say.When(say.At(say.InZone(say.In(t.Context(), tag), zone), now), c.at)
		}, c.english, c.dutch)
	}
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		passed         time.Duration
		english, dutch string
	}{
		{-time.Minute, "Just now", "Zojuist"}, {0, "Just now", "Zojuist"}, {59 * time.Second, "Just now", "Zojuist"},
		{time.Minute, "1 min ago", "1 min geleden"}, {59*time.Minute + 59*time.Second, "59 min ago", "59 min geleden"},
		{time.Hour, "1 h ago", "1 uur geleden"}, {23*time.Hour + 59*time.Minute, "23 h ago", "23 uur geleden"},
		{24 * time.Hour, "23 Nov", "23 nov."}, {365 * 24 * time.Hour, "24 Nov 2025", "24 nov. 2025"},
	} {
		inBoth(t, func(tag string) string { return say.Ago(say.In(t.Context(), tag), now.Add(-c.passed), now) }, c.english, c.dutch)
	}
	inBoth(t, func(tag string) string { return say.Ago(say.In(t.Context(), tag), time.Time{}, now) }, "Never", "Nooit")
}
