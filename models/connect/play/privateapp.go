package play

import (
	"cmp"
	"context"
	"slices"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/connect"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store"
)

// privateApp is what is written down for making a private app.
type privateApp struct {
	Upload models.ID `json:"upload"`
	Title  string    `json:"title"`
}

// AddPrivateApp has managed Google Play make a private app of an uploaded package, by the answers to forms.PlayPrivateApp, and adds it.
// Once begun, that goes on to the end, also when nobody waits for it any more. When it cannot be made because the app with the package
// name that is posted with the answers is here already, that is the app: the same was asked before.
func (p *Play) AddPrivateApp(ctx context.Context, upload models.ID, form field.Form) (app models.App, already bool, err error) {
	ctx = context.WithoutCancel(ctx)
	app, err = p.makePrivateApp(ctx, upload, form)
	if kind := models.KindOf(err); kind != models.KindNotFound && kind != models.KindConflict {
		return app, false, err
	}
	here, failed := p.store.Recognized(ctx, appType)
	id := here[form.Get("packageName")]
	if failed != nil || id == "" {
		return models.App{}, false, err
	}
	app, err = p.store.App(ctx, id)
	return app, err == nil, err
}

// makePrivateApp does all steps, once a package and the answers are fine.
func (p *Play) makePrivateApp(ctx context.Context, upload models.ID, form field.Form) (app models.App, err error) {
	file, err := p.store.PrivateApp(ctx, upload)
	if err == nil {
		err = file.Refusal()
	}
	if err != nil {
		return models.App{}, err
	}
	typed, wrong := field.Decode(forms.PlayPrivateApp, form)
	if err := wrong.Err(); err != nil {
		return models.App{}, err
	}
	title := typed["title"]
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return models.App{}, err
	}
	err = connect.Do(ctx, p.store, privateAppTask, privateApp{upload, title}, func(ctx context.Context, _ models.ServiceTask) error {
		item, err := p.send(ctx, service, file, title)
		if err == nil {
			app, err = p.addPrivateApp(ctx, file, item)
		}
		return err
	})
	return app, err
}

// resumePrivateApp sends the package only when it has not arrived.
func (p *Play) resumePrivateApp(ctx context.Context, task models.ServiceTask) error {
	args, err := connect.ArgsOf[privateApp](task)
	if err != nil {
		return err
	}
	file, err := p.store.PrivateApp(ctx, args.Upload)
	if models.KindOf(err) == models.KindNotFound {
		return nil // the app was added, or the file was discarded
	}
	if err != nil {
		return err
	}
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return err
	}
	approved, err := service.Approved(ctx, "")
	if err != nil {
		return err
	}
	item, made := byName(approved, file.Package.Fact(models.FactPackageID))
	if !made || !private(item) {
		if err := file.Refusal(); err != nil {
			return err
		}
		if item, err = p.send(ctx, service, file, args.Title); err != nil {
			return err
		}
	}
	_, err = p.addPrivateApp(ctx, file, item)
	return err
}

// private reports whether an app was made of a package of somebody's own.
func private(i catalog.Item) bool {
	return slices.ContainsFunc(i.Facts, func(f models.FactValue) bool { return f.Fact == models.FactPlayKind && f.Value == "privateApp" })
}

// send does step 2.
func (p *Play) send(ctx context.Context, service Google, file store.PrivateApp, title string) (catalog.Item, error) {
	content, err := p.store.OpenPackage(ctx, file.Package.ID)
	if err != nil {
		return catalog.Item{}, err
	}
	defer content.Close()
	if err := content.Compare().Wait(ctx); err != nil {
		return catalog.Item{}, err
	}
	return service.MakePrivateApp(ctx, catalog.PrivateApp{
		Title: title, PackageName: file.Package.Fact(models.FactPackageID), Size: content.Size, SHA256: content.SHA256, Content: content,
	})
}

// addPrivateApp does step 3. What the package says about itself comes after what the service says.
func (p *Play) addPrivateApp(ctx context.Context, file store.PrivateApp, item catalog.Item) (models.App, error) {
	made := store.FoundApp{
		Facts:  slices.Concat(item.Facts, file.Package.Facts),
		LogoID: cmp.Or(file.Package.IconID, connect.Logo(ctx, p.store, p.log, item)),
	}
	return p.store.AddPrivateApp(ctx, file.Upload.ID, made)
}
