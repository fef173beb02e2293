package storetest

import (
	"bytes"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
)

// Publish makes an app by the wizard's own verbs and assigns it. The file is its package, called name; it is nil for types
// without one. Packages are read in a child process, so the test's TestMain calls installer.ServeChild.
func (f Fixture) Publish(t testing.TB, entry, name string, file []byte, answers field.Form, set ...models.DraftAssignment) models.App {
	t.Helper()
	ctx := f.As(t, models.Administrator)
	d, err := f.AddDraft(ctx, entry)
	must(t, err)
	if file != nil {
		d, err = f.AttachUpload(ctx, d.ID, d.Version, f.Send(t, name, file))
		must(t, err)
	}
	d, err = f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: answers})
	must(t, err)
	d, err = f.SaveDraftAssignments(ctx, d.ID, d.Version, set)
	must(t, err)
	app, err := f.PublishDraft(ctx, d.ID, d.Version)
	must(t, err)
	return app
}

// Send uploads a package as an administrator and has it read. It returns the upload.
func (f Fixture) Send(t testing.TB, name string, file []byte) models.ID {
	t.Helper()
	ctx := f.As(t, models.Administrator)
	u, err := f.StartUpload(ctx, models.NewUpload{Name: name, Size: int64(len(file)), Limit: 1 << 30})
	must(t, err)
	u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file))
	must(t, err)
	must(t, f.InspectUpload(System(t), u.ID))
	must(t, f.VerifyPackage(System(t), u.PackageID))
	return u.ID
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
