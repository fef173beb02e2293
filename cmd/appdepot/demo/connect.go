package demo

import (
	"context"
	"net/http"

	"appdepot/models"
	"appdepot/models/catalog/standin"
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

// connect connects the organisation to its managed Google Play.
func (f *filler) connect(ctx context.Context) error {
	return f.ConnectPlay(ctx, models.PlayConnection{Address: "http://" + playHost, Account: playAccount, Name: organisation})
}
