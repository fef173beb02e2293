package say_test

import (
	"context"
	"testing"

	"appdepot/views/say"
)

func TestLanguagesOfWindowsHaveTheirNames(t *testing.T) {
	for list, want := range map[string][2]string{
		"1033":             {"English", "Engels"},
		"9":                {"English", "Engels"},
		"1043, 1031, 2057": {"Dutch, German, English (United Kingdom)", "Nederlands, Duits, Engels (Verenigd Koninkrijk)"},
		"1046":             {"Portuguese (Brazil)", "Portugees (Brazilië)"},
		"2052":             {"Chinese (Simplified)", "Chinees (vereenvoudigd)"},
		"1033, 65000":      {"English, Unknown language (65000)", "Engels, Onbekende taal (65000)"},
		"":                 {"", ""},
	} {
		for i, tag := range []string{"en", "nl"} {
			if got := say.WindowsLanguages(say.In(context.Background(), tag), list); got != want[i] {
				t.Errorf("%s: %q is %q, want %q", tag, list, got, want[i])
			}
		}
	}
}
