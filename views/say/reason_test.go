package say

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/remedy"
)

// longestShort is how many characters a cell of a table has for a reason.
const longestShort = 40

// typical are the usual values of each kind.
var typical = map[reason.Kind]any{
	reason.Text: "Windows", reason.List: []string{"x64", "arm64"}, reason.Number: int64(500), reason.Size: int64(30 << 30),
	reason.Time: "2026-09-30T12:34:56Z", reason.Day: "2026-09-30T12:34:56Z", reason.ErrorCode: int64(-2016345060),
}

func sample(code models.Code) models.Reason {
	r := models.Reason{Code: code}
	kinds, _ := reason.Kinds(code)
	for _, kind := range kinds {
		r.Args = append(r.Args, typical[kind])
	}
	return r
}

func TestEveryCodeHasItsWords(t *testing.T) {
	for _, code := range reason.Codes() {
		w, known := wordsOf(code)
		kinds, _ := reason.Kinds(code)
		full := len(kinds)
		if w.File != "" {
			full++
		}
		switch {
		case !known:
			t.Errorf("%s has no words", code)
			continue
		case w.Short == "" || w.Full == "":
			t.Errorf("%s lacks its short or its full words", code)
		case strings.HasSuffix(w.Short, "."):
			t.Errorf("%s: a cell of a table has no period: %q", code, w.Short)
		case strings.Count(w.Full, "%s") != full:
			t.Errorf("%s: the full words %q have not the %d values of the code", code, w.Full, full)
		case strings.Count(w.Short, "%s") > len(kinds) || strings.Count(w.Personal, "%s") > len(kinds):
			t.Errorf("%s has only %d values", code, len(kinds))
		}
		for _, l := range Languages {
			ctx := In(context.Background(), l.Tag)
			if short := Short(ctx, sample(code)); utf8.RuneCountInString(short) > longestShort {
				t.Errorf("%s in %s: %q has more than %d characters", code, l.Name, short, longestShort)
			}
			for _, text := range []string{Short(ctx, sample(code)), Reason(ctx, sample(code)), Personal(ctx, sample(code))} {
				if text == "" || strings.Contains(text, "%!") {
					t.Errorf("%s in %s: %q", code, l.Name, text)
				}
			}
		}
	}
}

func TestWordsBelongToOneCode(t *testing.T) {
	seen := map[models.Code]bool{}
	for _, table := range tables {
		for code := range table {
			if _, declared := reason.Kinds(code); !declared || seen[code] {
				t.Errorf("%s has words twice, or is no code", code)
			}
			seen[code] = true
		}
	}
}

// TestPeopleAreSpokenTo: what the Company Portal can show has words for the person who reads it there.
func TestPeopleAreSpokenTo(t *testing.T) {
	for _, table := range []map[models.Code]words{states, fits, decisions} {
		for code, w := range table {
			if w.Personal == "" {
				t.Errorf("%s has no words for the Company Portal", code)
			}
		}
	}
}

func TestErrorsFitACellOfATable(t *testing.T) {
	for code, text := range remedy.Shorts() {
		if !remedy.Known(code) {
			t.Errorf("%d has a short meaning and no explanation", code)
		}
		for _, l := range Languages {
			if short := Text(In(t.Context(), l.Tag), text); utf8.RuneCountInString(short) > longestShort || strings.HasSuffix(short, ".") {
				t.Errorf("%d in %s: %q", code, l.Name, short)
			}
		}
	}
}

func TestReasonsInWords(t *testing.T) {
	at := time.Date(2026, 11, 30, 12, 5, 0, 0, time.UTC)
	english, dutch := In(t.Context(), "en"), In(t.Context(), "nl")
	for _, c := range []struct{ got, want string }{
		{Reason(english, reason.DeviceError.Of(-2016345060, at)), "The device reported error 0x87D1041C. It retries at its first check-in after 30 Nov 2026 12:05 UTC, or when you select Retry."},
		{Reason(dutch, reason.DeviceError.Of(1603, at)), "Het apparaat meldde fout 1603. Het probeert het opnieuw bij de eerste keer inchecken na 30 nov. 2026 12:05 UTC, of wanneer u Opnieuw proberen selecteert."},
		{Short(english, reason.DeviceError.Of(1603, at)), "Installer stopped with a fatal error"},
		{Short(english, reason.DeviceError.Of(77, at)), "Unknown error, will retry"},
		{Personal(english, reason.DeviceErrorNextCheckIn.Of(-2016063561)), "Your device does not have enough free storage. Your device retries at its next check-in."},
		{Personal(english, reason.WindowsTooOld.Of("Windows 11 24H2", "10.0.26100", "10.0.19045")), "This app needs Windows 11 24H2 or later."},
		{Reason(english, reason.WrongKindForType.Of("", []string{".apk"})), "This app type does not use this kind of package. Choose a .apk file."},
		{Reason(english, reason.WrongArchitecture.Of([]string{"x86", "x64"}, "arm64")), "The app is built for x86 or x64. The device has arm64."},
		{Reason(english, reason.WrongArchitecture.Of([]string{"x86", "x64", "arm"}, "arm64")), "The app is built for x86, x64, or arm. The device has arm64."},
		{Text(english, reason.NotForIPad.Text()), "The app is not for iPad."},
		{Text(ForPerson(english), reason.NotForIPad.Text().And(models.T("All apps"))), "This app is not for iPad.\nAll apps"},
		{Reason(english, reason.Other.Of("100% odd.")), "100% odd."},
		{Reason(english, models.Reason{}), ""},
		{Reason(dutch, models.Reason{Code: "fromTheFuture"}), "Details zijn niet beschikbaar."},
		{Short(english, models.Reason{Code: reason.DeviceError.Code}), "Unknown error, will retry"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
