package apptype_test

import "testing"

func TestDefenderIsFoundByItsBundle(t *testing.T) {
	d := definition(t, "macOSMicrosoftDefenderApp")
	if got := d.Detect(values(t, d)); got.Kind != "macos" || got.ID != "com.microsoft.wdav" {
		t.Errorf("%+v", got)
	}
}
