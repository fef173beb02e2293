package devices_test

import (
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/store/storetest"
)

func TestADeviceIsEditedRetiredAndDeleted(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	d, err := site.AddDevice(storetest.System(t), models.Device{
		Name: "SCAN-1", Platform: models.Android, OSVersion: "13", Ownership: models.Corporate, Enrolled: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	b := site.As(models.Administrator)
	b.Visit("/devices?platform=android&enrolled=yes&q=scan")
	b.Click("SCAN-1")
	b.See("has not checked in yet")
	b.Click("Edit")
	b.Fill("Primary user", "nobody@appdepot.example")
	b.Press("Save")
	b.SeeFor("Primary user", "Check the spelling or find the user under Users")
	b.Fill("Primary user", storetest.Email(models.Administrator))
	b.Press("Save")
	b.AtPath("/devices/" + string(d.ID))
	b.Click("Details")
	b.AtPath("/devices/" + string(d.ID) + "/details")
	b.See("Primary user Administrator")
	b.Click("Activity")
	b.See("Change device")
	b.Click("Retire")
	b.Press("Retire device")
	b.See("This device is not enrolled")
	b.Click("Delete")
	b.Press("Delete device")
	b.AtPath("/devices")
	b.See("SCAN-1 was deleted.")
}

func TestAnEnrollmentTokenIsShownOnce(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.HelpDeskOperator)
	b.Visit("/enrollment-tokens")
	b.Click("Create enrollment token")
	b.Fill("Note", "Scanner 12")
	b.Press("Create token")
	b.See("Copy the token now")
	token := b.Value("Token")
	if len(token) < 40 || strings.Contains(b.URL(), token) || b.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the token %q at %s, %s", token, b.URL(), b.Header().Get("Cache-Control"))
	}
	b.Click("Done")
	b.See("Scanner 12")
	if strings.Contains(string(b.Body()), token) {
		t.Error("the list shows the token")
	}
	b.Press("Revoke Scanner 12")
	b.See("Revoked")
}

// What the page of a device offers depends on the device: its owner may retire it, whatever their role, but no corporate one.
func TestOwnersAreOfferedToRetireTheirDevice(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	for _, c := range []struct {
		owner     models.Role
		ownership models.Ownership
		offered   bool
	}{
		{models.ApplicationManager, models.Personal, true}, {models.ApplicationManager, models.Corporate, false}, {models.ReadOnlyOperator, models.Personal, false},
	} {
		owner, offered := c.owner, c.offered
		d, err := site.AddDevice(storetest.System(t), models.Device{
			Name: "PC of " + string(owner), Platform: models.Windows, Ownership: c.ownership, Enrolled: true,
			PrimaryUserID: site.Fixture.Person(t, owner).ID,
		})
		if err != nil {
			t.Fatal(err)
		}
		b := site.As(models.ApplicationManager)
		b.Visit("/devices/" + string(d.ID))
		if got := b.Doc().Find(`a[href$="/retire"]`).Length() > 0; got != offered {
			t.Errorf("on the %s device of the %s, retiring is offered: %t", c.ownership, owner, got)
		}
		if b.Doc().Find(`a[href$="/edit"]`).Length() > 0 {
			t.Errorf("on the device of the %s, editing is offered", owner)
		}
	}
}
