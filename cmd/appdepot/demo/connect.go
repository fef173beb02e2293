package demo

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/connect/play"
	"appdepot/models/field"
)

// The demo's managed Google Play: a host that only this process answers, and the organization's account there.
const (
	playHost    = "play.demo"
	playAccount = "harbour"
)

// StandIns are the hosts that a demo answers itself.
func StandIns() map[string]http.Handler {
	return map[string]http.Handler{playHost: standin.Play(playAccount, organization)}
}

// connect connects the organization to its managed Google Play, and takes over the apps that are approved there.
func (f *filler) connect(ctx context.Context) error {
	catalogs, err := catalog.New(catalog.Options{StandIns: StandIns()})
	if err != nil {
		return err
	}
	connection := field.Form{"location": {"http://" + playHost}, "account": {playAccount}}
	done, err := play.New(f.Store, play.Of(catalogs), slog.New(slog.DiscardHandler)).Connect(ctx, connection, "en")
	return errors.Join(err, done.Unsynced)
}
