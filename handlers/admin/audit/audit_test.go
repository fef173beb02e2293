package audit_test

import (
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

func TestTheAuditLogTellsOldAndNewValues(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	g, err := site.AddGroup(storetest.System(t), field.Form{"name": {"=Team"}, "kind": {string(models.UserGroup)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := site.EditGroup(storetest.System(t), g.ID, g.Version, field.Form{"name": {"Crew"}, "description": {""}}); err != nil {
		t.Fatal(err)
	}
	b := site.As(models.ReadOnlyOperator)
	b.Visit("/audit?kind=group")
	b.DontSee("Sign in Read Only Operator")
	b.Click("Details of Change group, Crew")
	b.See("Old value")
	b.See("=Team")
	b.Click("Details of Change group, Crew")
	b.DontSee("Old value")
	b.Click("Export")
	csv := string(b.Body())
	if !strings.Contains(csv, "Change group,Group,Crew,Name: =Team → Crew") || !strings.Contains(csv, ",Create group,Group,'=Team,") {
		t.Errorf("the file is\n%s", csv)
	}
	b.SetHeader("Cookie", "timezone=UTC")
	b.Visit("/audit?kind=group") // the clock of tests stands at 9:00 in UTC on 2 March
	b.See("2 Mar 09:00:00")
	b.SetHeader("Cookie", "timezone=Pacific/Kiritimati") // 14 hours ahead, so that the local day is another one later
	b.Visit("/audit?kind=group")
	b.See("2 Mar 23:00:00")
	b.Visit("/audit?kind=group&from=2026-03-02&to=2026-03-02")
	b.See("2 Mar 23:00:00")
	b.SetHeader("Cookie", "timezone=../../etc/passwd")
	b.Visit("/audit?kind=group")
	b.See("Crew")
	b.SetHeader("Cookie", "")
	b.Visit("/audit?to=2026-01-01")
	b.See("No events match these filters.")
}
