package devices_test

import (
	"strings"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// A device's apps are grouped by what they need, a line each with its reason and what comes next; what is not for the device is folded.
func TestDeviceAppsProblemsFirst(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	ctx := storetest.System(t)
	d, err := site.AddDevice(ctx, models.Device{Name: "PC-1", Platform: models.Windows, OSVersion: "11", Ownership: models.Corporate, Enrolled: true})
	if err != nil {
		t.Fatal(err)
	}
	tomorrow := site.Clock.Now().Add(20 * time.Hour)
	for name, i := range map[string]models.Install{
		"Tolwerk": {State: models.StateFailed, Wanted: models.Required, ErrorCode: 1603, Reason: reason.DeviceError.Of(1603, tomorrow)},
		"Camera":  {State: models.StateNotInstalled, Wanted: models.Required, Reason: reason.RemovedOrReplaced.Of(tomorrow)},
		"Studio":  {State: models.StatePendingInstall, Wanted: models.Available, Reason: reason.InstallOrdered},
		"Office":  {State: models.StateInstalled, Wanted: models.Required, Reason: reason.InstalledAsRequired, Version: "2610"},
		"Reader":  {State: models.StateNotInstalled, Wanted: models.Available, Reason: reason.AvailableNotRequested},
		"Scan":    {State: models.StateNotApplicable, Wanted: models.Required, Reason: reason.WrongPlatform.Of("Android", "Windows")},
		"Phone":   {State: models.StateNotApplicable, Wanted: models.Required, Reason: reason.WrongPlatform.Of("Android", "Windows")},
	} {
		app := admintest.AddLink(t, site, name, "Veldhoek", true)
		i.AppID, i.DeviceID = app.ID, d.ID
		site.AddInstall(t, i)
	}
	b := site.As(models.ReadOnlyOperator)
	b.Visit(link.Device(string(d.ID)))
	groups := map[string][]string{}
	group := ""
	for _, row := range b.Doc().Find("#list > .table-wrap tbody tr").EachIter() {
		if row.HasClass("row-group") {
			group = strings.Join(strings.Fields(row.Text()), " ")
			continue
		}
		groups[group] = append(groups[group], strings.TrimSpace(row.Find("th a").Text()))
	}
	for group, want := range map[string]string{"Needs attention 2": "Tolwerk Camera", "On its way 1": "Studio", "Installed 1": "Office", "Not installed 1": "Reader"} {
		if got := strings.Join(groups[group], " "); got != want {
			t.Errorf("below %q stands %q, want %q; all: %v", group, got, want, groups)
		}
	}
	b.See("1 of 3")
	b.WithinRow("Tolwerk", func() { b.See("Installer stopped with a fatal error") })
	b.WithinRow("Reader", func() { b.See("On request") })
	b.WithinRow("Studio", func() { b.See("Next check-in") })
	folded := b.Doc().Find("details.folded:not([open])")
	if summary := strings.Join(strings.Fields(folded.Find("summary").Text()), " "); summary != "Not applicable (2) Not for this platform (2)" || folded.Find("tbody tr").Length() != 2 {
		t.Errorf("folded: %q with %d rows", summary, folded.Find("tbody tr").Length())
	}
	b.WithinRow("Tolwerk", func() { b.Click("1603") })
	b.AtPath(link.ErrorCode("1603"))
}

// The activity of a device says what became of its orders, with the meaning of an error code a link away.
func TestDeviceActivityPage(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	ctx := storetest.System(t)
	d, err := site.AddDevice(ctx, models.Device{Name: "PC-1", Platform: models.Windows, Ownership: models.Corporate, Enrolled: true})
	if err != nil {
		t.Fatal(err)
	}
	app := admintest.AddLink(t, site, "Tolwerk", "Veldhoek", true)
	done := site.Clock.Now()
	site.AddOrder(t, models.Order{DeviceID: d.ID, AppID: app.ID, Action: models.InstallAction, Attempt: 2, CreatedAt: done, DoneAt: &done, ErrorCode: 1603})
	b := site.As(models.ReadOnlyOperator)
	b.Visit(link.Device(string(d.ID)))
	b.Click("Activity")
	b.AtPath(link.DeviceSection(string(d.ID), "activity"))
	b.See("Add device")
	b.See("Install Tolwerk")
	b.See("Attempt 2")
	b.See("Installer stopped with a fatal error")
	b.Click("1603")
	b.AtPath(link.ErrorCode("1603"))
}
