package apptype_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
)

func TestWebLinkIsFoundByItsAddress(t *testing.T) {
	d := definition(t, "webApp")
	v := values(t, d, "appUrl", "https://expenses.example.com/new?team=a", "useManagedBrowser", "")
	if got, want := d.Detect(v), (models.Detection{Kind: "web", ID: "https://expenses.example.com/new?team=a"}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	want := map[string]string{"appUrl": "https://expenses.example.com/new?team=a", "useManagedBrowser": "false"}
	if diff := cmp.Diff(want, d.Settings(v)); diff != "" {
		t.Errorf("a device gets (-want +got):\n%s", diff)
	}
}

func TestWebLinkLeadsToAServer(t *testing.T) {
	d := definition(t, "webApp")
	for _, address := range []string{"javascript:alert(1)", "intranet", "https://user:secret@intranet.example.com/", "ftp://files.example.com/"} {
		if _, errs := d.Decode(with(d, "appUrl", address)); errs["appUrl"].Empty() {
			t.Errorf("%s is accepted", address)
		}
	}
}
