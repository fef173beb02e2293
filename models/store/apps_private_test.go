package store_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/installer/sample"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// madePrivate is what managed Google Play says about the private app it made of scanner.
func madePrivate() store.FoundApp {
	return store.FoundApp{Facts: []models.FactValue{
		{Fact: models.FactName, Value: "Depot Scan"}, {Fact: models.FactPackageID, Value: "com.example.depotscan"}, {Fact: models.FactPlayKind, Value: "privateApp"},
	}}
}

func TestPrivateAppIsAddedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		u := inspected(t, f, "scan.apk", scanner(40200, sample.NewSigner("Example")))
		p, err := f.PrivateApp(ctx, u.ID)
		if err != nil || p.Waits || p.Refusal() != nil || p.Package.Fact(models.FactPackageID) != "com.example.depotscan" {
			t.Fatalf("%+v, %v", p, err)
		}
		app, err := f.AddPrivateApp(ctx, u.ID, madePrivate())
		okay(t, err)
		if app.Type != apptype.OfCatalog(apptype.ManagedPlay).ID || app.Values["playKind"] != "privateApp" {
			t.Errorf("%+v", app)
		}
		if again, err := f.AddPrivateApp(ctx, u.ID, madePrivate()); err != nil || again.ID != app.ID {
			t.Errorf("added twice: %s and %s, %v", app.ID, again.ID, err)
		}
		if _, err := f.Upload(ctx, u.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("the upload: %v", err)
		}
		if kept := files(t, f); len(kept) != 0 {
			t.Errorf("files that are kept: %v", kept)
		}
		events, err := f.Events(f.As(t, models.Administrator), store.EventQuery{Actions: []string{"package.send", "app.create"}})
		if err != nil || len(events.Items) != 2 {
			t.Errorf("%+v, %v", events.Items, err)
		}
	})
}

func TestPrivateAppOfAFileThatIsNotReadYet(t *testing.T) {
	f := storetest.New(t)
	ctx := f.As(t, models.ApplicationManager)
	file := scanner(40200, sample.NewSigner("Example"))
	waits := func(u models.Upload, when string) {
		t.Helper()
		p, err := f.PrivateApp(ctx, u.ID)
		if err != nil || !p.Waits || models.KindOf(p.Refusal()) != models.KindInvalid || len(p.Refused) > 0 {
			t.Errorf("%s: %+v, %v", when, p, err)
		}
	}
	u := upload(t, f, "scan.apk", file)
	waits(u, "before it was read")
	okay(t, f.InspectUpload(storetest.System(t), u.ID))
	waits(u, "before its signature was checked")
	okay(t, f.VerifyPackage(storetest.System(t), u.PackageID))
	if p, err := f.PrivateApp(ctx, u.ID); err != nil || p.Refusal() != nil {
		t.Errorf("afterwards: %+v, %v", p, err)
	}
	half := startFor(t, f, "", "scan.apk", len(file))
	if p, err := f.PrivateApp(ctx, half.ID); err != nil || p.Waits || p.Refusal() == nil {
		t.Errorf("of half a file: %+v, %v", p, err)
	}
	if _, err := f.PrivateApp(f.As(t, models.ReadOnlyOperator), u.ID); models.KindOf(err) != models.KindForbidden {
		t.Errorf("for somebody who only reads: %v", err)
	}
	if _, err := f.AddPrivateApp(f.As(t, models.ReadOnlyOperator), u.ID, madePrivate()); models.KindOf(err) != models.KindForbidden {
		t.Errorf("added by somebody who only reads: %v", err)
	}
}

// Somebody began a line-of-business app of the file while managed Google Play was at it: the file stays with that.
func TestPrivateAppLeavesTheFileToADraft(t *testing.T) {
	f := storetest.New(t)
	ctx, d := draft(t, f, "lineOfBusinessApp")
	d = attached(t, f, d, "scan.apk", scanner(40200, sample.NewSigner("Example")))
	if p, err := f.PrivateApp(ctx, d.UploadID); err != nil || p.Refusal() == nil {
		t.Errorf("%+v, %v", p, err)
	}
	_, err := f.AddPrivateApp(ctx, d.UploadID, madePrivate())
	okay(t, err)
	if now, err := f.Draft(ctx, d.ID); err != nil || now.UploadID != d.UploadID || len(files(t, f)) != 1 {
		t.Errorf("%+v, %v; files %v", now, err, files(t, f))
	}
}
