package timezone_test

import (
	"testing"

	"appdepot/models/timezone"
)

func TestEveryNameIsFound(t *testing.T) {
	names := timezone.Names()
	if len(names) < 400 {
		t.Errorf("people choose among %d time zones", len(names))
	}
	for _, name := range names {
		if timezone.Find(name) == nil {
			t.Errorf("%s is offered and not found", name)
		}
	}
	for _, name := range []string{"", "Local", "Europe/Nowhere", "../etc/passwd"} {
		if zone := timezone.Find(name); zone != nil {
			t.Errorf("%q is %v", name, zone)
		}
	}
}
