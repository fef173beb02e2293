package devices_test

import (
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/store/storetest"
)

func TestADeviceIsEditedRetiredAndDeleted(t *testing.T) {
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
	b.SeeFor("Primary user", "No user has the e-mail address")
	b.Fill("Primary user", storetest.Email(models.Administrator))
	b.Press("Save")
	b.AtPath("/devices/" + string(d.ID))
	b.See("Primary user Administrator")
	b.Click("Retire")
	b.Press("Retire device")
	b.See("is not enrolled, so it gets no orders")
	b.Click("Delete")
	b.Press("Delete device")
	b.AtPath("/devices")
	b.See("SCAN-1 was deleted.")
}

func TestAnEnrolmentTokenIsShownOnce(t *testing.T) {
	site := handlertest.New(t)
	b := site.As(models.HelpDeskOperator)
	b.Visit("/enrolment-tokens")
	b.Click("Add enrollment token")
	b.Fill("Note", "Scanner 12")
	b.Press("Make token")
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
