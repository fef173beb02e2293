package admintest

import (
	"appdepot/models"
	"appdepot/models/apptype"
)

// ExampleDraft is a draft with the answers of the type's example, and with a file where the type takes one.
func (d *Client) ExampleDraft(def *apptype.Definition) models.ID {
	d.T.Helper()
	ctx := d.Fixture.As(d.T, models.ApplicationManager)
	draft, err := d.AddDraft(ctx, def.Entry.ID)
	if err == nil && def.Package != nil && !def.Fetched() {
		draft, err = d.AttachUpload(ctx, draft.ID, draft.Version, d.Send(d.T, "example"+def.Package.Extensions[0], ExamplePackage(def)))
	}
	if err != nil || draft.Type != def.ID {
		d.T.Fatalf("the draft of a %s is of the type %q: %v", def.ID, draft.Type, err)
	}
	return draft.ID
}
