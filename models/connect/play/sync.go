package play

import (
	"context"

	"appdepot/models"
	"appdepot/models/connect"
	"appdepot/models/field"
	"appdepot/models/forms"
)

// synchronization is what is written down for a sync.
type synchronization struct {
	Language string `json:"language"`
}

// Sync takes over the apps that managed Google Play has approved for the organization, described in this language. It returns those
// that are new.
func (p *Play) Sync(ctx context.Context, language string) (added []models.App, err error) {
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return nil, err
	}
	err = connect.Do(ctx, p.store, syncTask, synchronization{language}, func(ctx context.Context, _ models.ServiceTask) (err error) {
		added, err = p.sync(ctx, service, language)
		return err
	})
	return added, err
}

func (p *Play) resumeSync(ctx context.Context, task models.ServiceTask) error {
	args, err := connect.ArgsOf[synchronization](task)
	if err != nil {
		return err
	}
	settings, err := p.store.CatalogSettings(ctx)
	if err != nil || !settings.Play.Connected() {
		return err // begun before a connection that was never kept, or that ended meanwhile
	}
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return err
	}
	_, err = p.sync(ctx, service, args.Language)
	return err
}

// sync does steps 2 and 3.
func (p *Play) sync(ctx context.Context, service Google, language string) ([]models.App, error) {
	items, err := service.Approved(ctx, language)
	if err != nil {
		return nil, err
	}
	return p.store.SyncPlay(ctx, p.found(ctx, items))
}

// Connected is what connecting brought.
type Connected struct {
	Added    []models.App // that are new
	Unsynced error        // why approved apps were not taken over; people sync again
}

// Connect keeps the connection of the organization in the answers to forms.PlayConnection once the service knows its account, and takes over what is approved there.
func (p *Play) Connect(ctx context.Context, form field.Form, language string) (done Connected, err error) {
	typed, err := forms.ReadPlayConnection(form)
	if err != nil {
		return done, err
	}
	service, err := p.catalogs.Connect(typed.Address, typed.Account)
	if err != nil {
		return done, err
	}
	name, err := service.Organization(ctx)
	if err != nil {
		return done, err
	}
	err = connect.Do(ctx, p.store, syncTask, synchronization{language}, func(ctx context.Context, _ models.ServiceTask) error {
		if err := p.store.ConnectPlay(ctx, form, name); err != nil {
			return err
		}
		done.Added, done.Unsynced = p.sync(ctx, service, language)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return nil
	})
	return done, err
}
