package play

import (
	"context"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/connect"
)

// approval is what is written down for approving apps.
type approval struct {
	Names    []string `json:"names"`
	Language string   `json:"language"`
}

// Approve approves apps in managed Google Play, by their package names, and adds them, described in this language. All of them are
// looked at before the first is approved. It returns those that are new; when one is refused, those before it are added all the same.
func (p *Play) Approve(ctx context.Context, names []string, language string) (added []models.App, err error) {
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, models.Invalid("Select at least one app.")
	}
	var items []catalog.Item
	for _, name := range names[:min(len(names), catalog.MaxHits)] {
		item, err := service.Item(ctx, name, catalog.Query{Language: language})
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	err = connect.Do(ctx, p.store, approveTask, approval{names, language}, func(ctx context.Context, _ models.ServiceTask) (err error) {
		added, err = p.approve(ctx, service, items, nil)
		return err
	})
	return added, err
}

// resumeApprove finds out which of the apps are approved already.
func (p *Play) resumeApprove(ctx context.Context, task models.ServiceTask) error {
	args, err := connect.ArgsOf[approval](task)
	if err != nil {
		return err
	}
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return err
	}
	approved, err := service.Approved(ctx, args.Language)
	if err != nil {
		return err
	}
	var items []catalog.Item
	for _, name := range args.Names {
		item, there := byName(approved, name)
		if !there {
			item, err = service.Item(ctx, name, catalog.Query{Language: args.Language})
		}
		if gone(err) {
			p.log.InfoContext(ctx, "an app that was to be approved is gone", "app", name, "error", err)
			continue
		}
		if err != nil {
			return err
		}
		items = append(items, item)
	}
	_, err = p.approve(ctx, service, items, approved)
	return err
}

// approve does steps 2 and 3: it approves those that are not, and adds what is approved then.
func (p *Play) approve(ctx context.Context, service Google, items, approved []catalog.Item) ([]models.App, error) {
	var refused error
	for i, item := range items {
		if _, done := byName(approved, item.ID); done {
			continue
		}
		if refused = service.Approve(ctx, item.ID); refused != nil {
			items = items[:i]
			break
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	added, err := p.store.AddFoundApps(ctx, appType, p.found(ctx, items))
	if refused != nil {
		return added, refused
	}
	return added, err
}
