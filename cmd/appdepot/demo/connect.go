package demo

import (
	"bytes"
	"context"
	"net/http"

	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/store"
)

// The demo's managed Google Play: a host that only this process answers, and the organisation's account there.
const (
	playHost    = "play.demo"
	playAccount = "harbour"
)

// StandIns are the hosts that a demo answers itself.
func StandIns() map[string]http.Handler {
	return map[string]http.Handler{playHost: standin.Play(playAccount, organisation)}
}

// connect connects the organisation to its managed Google Play, and takes over the apps that are approved there.
func (f *filler) connect(ctx context.Context) error {
	connection := models.PlayConnection{Address: "http://" + playHost, Account: playAccount, Name: organisation}
	if err := f.ConnectPlay(ctx, connection); err != nil {
		return err
	}
	catalogs, err := catalog.New(catalog.Options{StandIns: StandIns()})
	if err != nil {
		return err
	}
	play, err := catalogs.Connect(connection.Address, connection.Account)
	if err != nil {
		return err
	}
	items, err := play.Approved(ctx, "en")
	if err != nil {
		return err
	}
	var found []store.FoundApp
	for _, i := range items {
		icon, err := f.AddImage(ctx, bytes.NewReader(i.Icon))
		if err != nil {
			return err
		}
		found = append(found, store.FoundApp{Facts: i.Facts, LogoID: icon.ID})
	}
	added, err := f.AddFoundApps(ctx, "androidManagedStoreApp", found)
	if err != nil {
		return err
	}
	return f.SyncedPlay(ctx, len(added))
}
