package demo

import (
	"context"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
)

// tellChanges has administrators do their work in the last two weeks.
func (f *filler) tellChanges(t *timeline) {
	t.add(f.at(13, 8.4), "describe Yard Map", f.edits("milan", "Yard Map", "description", "Where every trailer stands, live, also at night."))
	t.add(f.at(11, 9.2), "uninstall the old client", f.assigns("milan", "Old VPN Client", to(models.Uninstall, "Office laptops")))
	t.add(f.at(10, 13.5), "a token that is not used", f.makesToken("noor", "For the new phone of Tim", "tim@harbour.example"))
	t.add(f.at(8, 9.1), "uninstall the old planner", f.assigns("milan", "Route Planner 5", to(models.Uninstall, "Office laptops")))
	t.add(f.at(7, 10.4), "describe a group", f.describes("ada", "Trainees", "People in their first two months"))
	for _, r := range releases {
		t.add(f.at(r.days, r.hour), "add "+r.file, f.releases("milan", r.app, r.file))
	}
	t.add(f.at(4, 11.3), "own Depot Scan", f.edits("milan", "Depot Scan", "owner", "Warehouse systems"))
	t.add(f.at(3, 14.2), "an app without groups", f.edits("milan", "Works Council", "notes", "Ask the council before assigning it."))
	t.add(f.at(2, 10.9), "retry Ledger Desk", f.retries("noor", "Ledger Desk", "LAPTOP-BRAM"))
	t.add(f.at(1, 8.9), "feature Quay Board", f.edits("milan", "Quay Board", "isFeatured", "true"))
	t.add(f.at(1, 13.7), "a token for today", f.makesToken("ada", "Spare scanner", ""))
	t.add(ago(0.12, f.today), "retry Depot Scan", f.retries("noor", "Depot Scan", "SCAN-01"))
	t.add(ago(0.05, f.today), "a draft", f.begins("milan", "webApp", "Gate Schedule", "Which gate is open when."))
}

func (f *filler) edits(who, app, key, answer string) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx = f.as(ctx, who)
		a, err := f.App(ctx, f.shelf[app])
		if err != nil {
			return err
		}
		return f.EditApp(ctx, a.ID, a.Version, store.AppEdit{Section: apptype.Information, Form: described(a, map[string]string{key: answer})})
	}
}

func (f *filler) assigns(who, app string, grants ...grant) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx = f.as(ctx, who)
		a, err := f.App(ctx, f.shelf[app])
		if err != nil {
			return err
		}
		return f.AssignApp(ctx, a.ID, a.Version, f.grants(demoApp(grants)))
	}
}

func demoApp(grants []grant) app { return app{assigned: grants} }

func (f *filler) makesToken(who, note, user string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, _, err := f.AddEnrollmentToken(f.as(ctx, who), field.Form{"note": {note}, "user": {user}, "lifetime": {"720"}})
		return err
	}
}

func (f *filler) describes(who, group, about string) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx = f.as(ctx, who)
		g, err := f.Group(ctx, f.groups[group])
		if err != nil {
			return err
		}
		return f.EditGroup(ctx, g.ID, g.Version, field.Form{"name": {g.Name}, "description": {about}})
	}
}

// releases makes a file that has arrived the next version of its app.
func (f *filler) releases(who, app, file string) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx = f.as(ctx, who)
		a, err := f.App(ctx, f.shelf[app])
		if err != nil {
			return err
		}
		_, err = f.AddVersion(ctx, a.ID, a.Version, f.uploads[file], field.Form{})
		return err
	}
}

// retries has somebody let a device try again; where it succeeded in the meantime, nothing is left to do.
func (f *filler) retries(who, app, device string) func(context.Context) error {
	return func(ctx context.Context) error {
		err := f.RetryInstall(f.as(ctx, who), f.shelf[app], f.device(device).id)
		if models.KindOf(err) == models.KindConflict {
			return nil
		}
		return err
	}
}

// begins leaves an app in the middle of being added.
func (f *filler) begins(who, entry, name, about string) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx = f.as(ctx, who)
		d, err := f.AddDraft(ctx, entry)
		if err != nil {
			return err
		}
		_, err = f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: field.Form{"displayName": {name}, "description": {about}, "publisher": {organization}}})
		return err
	}
}
