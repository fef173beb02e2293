package play

import (
	"cmp"
	"context"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/connect"
	"appdepot/models/field"
	"appdepot/models/forms"
)

// webApp is what is written down for making a web app.
type webApp struct {
	WebApp
	Logo models.ID `json:"logo,omitempty"`
}

// AddWebApp has managed Google Play make an app of a web address, by the answers to forms.PlayWebApp, and adds it with this picture;
// without one it gets the service's. It returns the app when it is new.
func (p *Play) AddWebApp(ctx context.Context, form field.Form, logo models.ID) (added []models.App, err error) {
	typed, wrong := field.Decode(forms.PlayWebApp, form)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	w := webApp{WebApp{Title: typed["title"], URL: typed["url"], Display: typed["display"]}, logo}
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return nil, err
	}
	err = connect.Do(ctx, p.store, webAppTask, w, func(ctx context.Context, task models.ServiceTask) (err error) {
		added, err = p.addWebApp(ctx, service, task.ID, w)
		return err
	})
	return added, err
}

func (p *Play) resumeWebApp(ctx context.Context, task models.ServiceTask) error {
	args, err := connect.ArgsOf[webApp](task)
	if err != nil {
		return err
	}
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return err
	}
	_, err = p.addWebApp(ctx, service, task.ID, args)
	return err
}

// addWebApp does steps 2 and 3.
func (p *Play) addWebApp(ctx context.Context, service Google, key models.ID, w webApp) ([]models.App, error) {
	item, err := service.MakeWebApp(ctx, string(key), w.WebApp)
	if err != nil {
		return nil, err
	}
	found := p.found(ctx, []catalog.Item{item})
	found[0].LogoID = cmp.Or(w.Logo, found[0].LogoID)
	return p.store.AddFoundApps(ctx, appType, found)
}
