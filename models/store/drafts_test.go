package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// draft begins a draft as an application manager.
func draft(t testing.TB, f storetest.Fixture, entry string) (context.Context, models.Draft) {
	t.Helper()
	ctx := f.As(t, models.ApplicationManager)
	d, err := f.AddDraft(ctx, entry)
	if err != nil {
		t.Fatal(err)
	}
	return ctx, d
}

// typed saves answers in a draft's first step, as Previous does.
func typed(t testing.TB, f storetest.Fixture, d models.Draft, form field.Form) models.Draft {
	t.Helper()
	d, err := f.SaveDraft(f.As(t, models.ApplicationManager), d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: form})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// attached gives a draft a file that was read.
func attached(t testing.TB, f storetest.Fixture, d models.Draft, name string, file []byte) models.Draft {
	t.Helper()
	d, err := f.AttachUpload(f.As(t, models.ApplicationManager), d.ID, d.Version, inspected(t, f, name, file).ID)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// scanner is an Android package, depot scanner 4.2.
func scanner(code uint32, signer *sample.Signer) []byte {
	return sample.APK(sample.APKOptions{
		Label: "Depot Scan", PackageID: "com.example.depotscan", VersionName: "4.2." + string(rune('0'+code%10)), VersionCode: code,
		MinSDK: 29, TargetSDK: 34, ABIs: []string{"arm64-v8a"}, Signer: signer,
	})
}

func answer(d models.Draft, key string) string { return field.Form(d.Form).Get(key) }

// fieldsOf are the keys an error complains about.
func fieldsOf(err error) map[string]models.Text {
	if e, ok := errors.AsType[*models.Error](err); ok {
		return e.Fields
	}
	return nil
}

func TestDraftKeepsWhatWasTyped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "webApp")
		half := field.Form{"displayName": {"Expenses"}, "appUrl": {"not an address"}}
		d, err := f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: half, Next: true})
		if wrong := fieldsOf(err); wrong["appUrl"].Empty() || wrong["description"].Empty() || !wrong["displayName"].Empty() {
			t.Errorf("complaints: %v", err)
		}
		again, err := f.Draft(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if answer(again, "appUrl") != "not an address" || answer(again, "displayName") != "Expenses" || again.Step != apptype.Information {
			t.Errorf("kept: %+v", again)
		}
		lines, err := f.Drafts(ctx)
		if err != nil || len(lines) != 1 || lines[0].UserName != models.ApplicationManager.Name() {
			t.Errorf("the list of drafts: %+v, %v", lines, err)
		}
	})
}

func TestTwoPeopleOnOneDraft(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		_, d := draft(t, f, "webApp")
		typed(t, f, d, field.Form{"displayName": {"First"}})
		second := f.As(t, models.Administrator)
		_, err := f.SaveDraft(second, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: field.Form{"displayName": {"Second"}}})
		if models.KindOf(err) != models.KindConflict {
			t.Errorf("the second save: %v", err)
		}
		if d, _ = f.Draft(second, d.ID); answer(d, "displayName") != "First" {
			t.Errorf("the draft says %q", answer(d, "displayName"))
		}
	})
}

func TestFileDecidesTypeAndAnswers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		if d.Type != "" {
			t.Fatalf("the type is %s before there is a file", d.Type)
		}
		_, err := f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Next: true})
		if fieldsOf(err)[apptype.PackageSection].Empty() {
			t.Errorf("going on without a file: %v", err)
		}
		d, _ = f.Draft(ctx, d.ID)
		d = attached(t, f, d, "probe.msi", probe())
		if d.Type != "windowsMobileMSI" || answer(d, "displayName") != "Probe" || answer(d, "publisher") != "Contoso" {
			t.Errorf("the file made it %s: %v", d.Type, d.Form)
		}
	})
}

// What somebody typed stays when the file is replaced; what only the old file said does not.
func TestReplacedFile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", probe())
		first := d.UploadID
		d = typed(t, f, d, field.Form{"displayName": {"Probe"}, "publisher": {"Typed by hand"}, "description": {"Also typed"}})
		newer := sample.MSI(sample.MSIOptions{
			Name: "Sonde", Version: "2.0.0", Manufacturer: "Contoso B.V.", ProductCode: "{5F3C2A10-0000-4000-8000-000000000003}",
		})
		d = attached(t, f, d, "sonde.msi", newer)
		want := map[string]string{"displayName": "Sonde", "publisher": "Typed by hand", "description": "Also typed",
			"productVersion": "2.0.0", "upgradeCode": ""}
		for key, value := range want {
			if answer(d, key) != value {
				t.Errorf("%s is %q, not %q", key, answer(d, key), value)
			}
		}
		if _, err := f.Upload(ctx, first); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the upload that was replaced: %v", err)
		}
		d, err := f.RemoveDraftFile(ctx, d.ID, d.Version)
		if err != nil || answer(d, "displayName") != "" || answer(d, "publisher") != "Typed by hand" || d.UploadID != "" {
			t.Errorf("without a file: %v, %v", d.Form, err)
		}
	})
}

func TestFileThatDoesNotFitChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", probe())
		for _, file := range [][]byte{[]byte("%PDF-1.7 not an app"), []byte("nothing known")} {
			u := inspected(t, f, "manual.msi", file)
			if _, err := f.AttachUpload(ctx, d.ID, d.Version, u.ID); models.KindOf(err) != models.KindInvalid {
				t.Errorf("attaching %q: %v", file, err)
			}
		}
		if now, _ := f.Draft(ctx, d.ID); now.UploadID != d.UploadID || now.Version != d.Version {
			t.Errorf("the draft became %+v", now)
		}
	})
}

// The content decides: an ending that does not fit it is told, and the file is taken.
func TestWrongEndingIsAWarning(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.apk", probe())
		file, err := f.DraftFile(ctx, d)
		if err != nil || d.Type != "windowsMobileMSI" {
			t.Fatalf("the draft is a %q, %v", d.Type, err)
		}
		if len(file.Warnings(d)) == 0 {
			t.Error("nothing is said about the ending")
		}
	})
}

// A file may be attached before it has been read; it answers as soon as it has been.
func TestFileAnswersOnceItIsRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		u := upload(t, f, "scan.apk", scanner(40200, sample.NewSigner("Example")))
		d, err := f.AttachUpload(ctx, d.ID, d.Version, u.ID)
		if err != nil || d.Type != "" {
			t.Fatalf("attached as %q, %v", d.Type, err)
		}
		if err := f.InspectUpload(storetest.System(t), u.ID); err != nil {
			t.Fatal(err)
		}
		read, err := f.Draft(ctx, d.ID)
		if err != nil || read.Type != "androidLobApp" || answer(read, "packageId") != "com.example.depotscan" || read.Version == d.Version {
			t.Errorf("read as %+v, %v", read, err)
		}
	})
}

func TestDiscardedDraftTakesItsFileAlong(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", probe())
		if _, err := f.DiscardDrafts(ctx, d.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Draft(ctx, d.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the draft afterwards: %v", err)
		}
		if left := files(t, f); len(left) > 0 {
			t.Errorf("these files are left: %v", left)
		}
	})
}

func TestDraftsAreForThoseWhoManageApps(t *testing.T) {
	f := storetest.New(t)
	_, d := draft(t, f, "webApp")
	for _, role := range []models.Role{models.HelpDeskOperator, models.ReadOnlyOperator, models.PortalUser} {
		ctx := f.As(t, role)
		_, list := f.Drafts(ctx)
		_, read := f.Draft(ctx, d.ID)
		_, add := f.AddDraft(ctx, "webApp")
		_, save := f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{})
		_, publish := f.PublishDraft(ctx, d.ID, d.Version)
		for verb, err := range map[string]error{"list": list, "read": read, "add": add, "save": save, "publish": publish, "discard": second(f.DiscardDrafts(ctx, d.ID))} {
			if models.KindOf(err) != models.KindForbidden {
				t.Errorf("%s by %s: %v", verb, role, err)
			}
		}
	}
}

// An opened wizard is a draft from the first input on; one in which nothing was entered goes after a week.
func TestDraftBeginsAtTheFirstInput(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, looked := draft(t, f, "webApp")
		_, typedIn := draft(t, f, "webApp")
		_, sentTo := draft(t, f, "lineOfBusinessApp")
		begun := func(want ...models.ID) {
			t.Helper()
			lines, err := f.Drafts(ctx)
			okay(t, err)
			n, err := f.DraftCount(ctx)
			okay(t, err)
			events, err := f.Events(storetest.System(t), store.EventQuery{Actions: []string{activity.CreateDraft.Kind}})
			okay(t, err)
			if len(lines) != len(want) || n != len(want) || len(events.Items) != len(want) {
				t.Errorf("%d in the list, %d counted, %d in the audit log; want %v", len(lines), n, len(events.Items), want)
			}
			for _, l := range lines {
				if !slices.Contains(want, l.ID) {
					t.Errorf("the list has %s", l.ID)
				}
			}
		}
		begun()
		typed(t, f, typedIn, field.Form{"displayName": {"Travel"}})
		begun(typedIn.ID)
		_, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: 1000, DraftID: sentTo.ID})
		okay(t, err)
		begun(typedIn.ID, sentTo.ID)
		f.Clock.Pass(169 * time.Hour)
		okay(t, f.Sweep(storetest.System(t)))
		if _, err := f.Draft(ctx, looked.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the wizard in which nothing was entered: %v", err)
		}
		begun(typedIn.ID, sentTo.ID)
	})
}
