package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// The settings of catalogs. A store is asked unless its setting is "off".
const (
	appStoreSetting       = "catalog.appStore"
	microsoftStoreSetting = "catalog.microsoftStore"
	playSetting           = "catalog.play" // models.PlayConnection as JSON, sealed
	switchedOff           = "off"
)

// CatalogSettings says which catalogs the organization looks apps up in.
func (s *Store) CatalogSettings(ctx context.Context) (models.CatalogSettings, error) {
	sources, err := s.CatalogSources(ctx)
	if err != nil {
		return models.CatalogSettings{}, err
	}
	var rows []db.Setting
	if err := s.db.Rows(ctx).Where("name IN ?", []string{appStoreSetting, microsoftStoreSetting, playSetting}).Find(&rows).Error; err != nil {
		return models.CatalogSettings{}, err
	}
	c := models.CatalogSettings{Sources: sources}
	for _, r := range rows {
		switch r.Name {
		case appStoreSetting:
			c.AppStoreOff = r.Value == switchedOff
		case microsoftStoreSetting:
			c.MicrosoftStoreOff = r.Value == switchedOff
		case playSetting:
			if c.Play, err = playConnection(r.Value, s.openingOrEmpty(ctx)); err != nil {
				return models.CatalogSettings{}, err
			}
		}
	}
	return c, nil
}

func playConnection(value string, open replacing) (c models.PlayConnection, err error) {
	if value, err = open(secret.PlayConnection.At(playSetting), value); err != nil || value == "" {
		return c, err
	}
	if err := json.Unmarshal([]byte(value), &c); err != nil {
		return c, fmt.Errorf("read the connection to managed Google Play: %w", err)
	}
	return c, nil
}

// connectionOf reads the connection to managed Google Play; it is zero when there is none.
func connectionOf(q *gorm.DB, open replacing) (models.PlayConnection, error) {
	var rows []db.Setting
	if err := q.Where("name = ?", playSetting).Find(&rows).Error; err != nil || len(rows) == 0 {
		return models.PlayConnection{}, err
	}
	return playConnection(rows[0].Value, open)
}

// SwitchAppStore has look-ups in the App Store done, or not.
func (s *Store) SwitchAppStore(ctx context.Context, on bool) error {
	return s.switchCatalog(ctx, appStoreSetting, on)
}

// SwitchMicrosoftStore has look-ups in the Microsoft Store done, or not.
func (s *Store) SwitchMicrosoftStore(ctx context.Context, on bool) error {
	return s.switchCatalog(ctx, microsoftStoreSetting, on)
}

func (s *Store) switchCatalog(ctx context.Context, name string, on bool) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	value := map[bool]string{true: "on", false: switchedOff}[on]
	return s.change(ctx, func(t *tx) error {
		var rows []db.Setting
		if err := t.Where("name = ?", name).Find(&rows).Error; err != nil {
			return err
		}
		old := "on"
		if len(rows) > 0 {
			old = rows[0].Value
		}
		if old == value {
			return nil
		}
		if err := t.SaveSetting(name, value); err != nil {
			return err
		}
		return t.Record(activity.UpdateSettings, "", name, models.Change{Field: "lookups", Old: old, New: value})
	})
}

// ConnectPlay makes the connection to managed Google Play of the answers to forms.PlayConnection, in place of one that was there.
// Whether the catalog knows the account is the caller's to find out before; name is what it calls the organization.
func (s *Store) ConnectPlay(ctx context.Context, form field.Form, name string) error {
	c, wrong := forms.ReadPlayConnection(form)
	c.Name = field.Line(name)
	return s.changePlay(ctx, access.ManageSettings, activity.ConnectPlay, func(t *tx, old models.PlayConnection) (models.PlayConnection, db.Changes, error) {
		var diff db.Changes
		diff.Add("address", old.Address, c.Address)
		diff.Add("account", old.Account, c.Account)
		c.ConnectedAt = t.Now
		return c, diff, wrong
	})
}

// DisconnectPlay ends the connection to managed Google Play. Apps that came from it stay.
func (s *Store) DisconnectPlay(ctx context.Context) error {
	return s.changePlay(ctx, access.ManageSettings, activity.DisconnectPlay, func(_ *tx, old models.PlayConnection) (models.PlayConnection, db.Changes, error) {
		var diff db.Changes
		diff.Add("address", old.Address, "")
		diff.Add("account", old.Account, "")
		return models.PlayConnection{}, diff, requireConnected(old)
	})
}

// SyncPlay takes over the apps that managed Google Play has approved: those that are new here are added, assigned to nobody, and the
// connection remembers when that was. It returns the new ones.
func (s *Store) SyncPlay(ctx context.Context, approved []FoundApp) (added []models.App, err error) {
	err = s.changePlay(ctx, access.ManageApps, activity.SyncPlay, func(t *tx, c models.PlayConnection) (models.PlayConnection, db.Changes, error) {
		if err := requireConnected(c); err != nil {
			return c, nil, err
		}
		added, err = t.addFound(apptype.OfCatalog(apptype.ManagedPlay), approved)
		c.SyncedAt = t.Now
		return c, db.Changes{{Field: "added", New: fmt.Sprint(len(added))}}, err
	})
	return added, err
}

func requireConnected(c models.PlayConnection) error {
	if !c.Connected() {
		return models.Conflict("Managed Google Play is not connected. Go back to Connectors.")
	}
	return nil
}

// changePlay replaces the connection by what fn makes of it, and records the activity.
func (s *Store) changePlay(ctx context.Context, needed access.Action, done activity.Activity, fn func(*tx, models.PlayConnection) (models.PlayConnection, db.Changes, error)) error {
	if err := db.May(ctx, needed, access.Object{}); err != nil {
		return err
	}
	return s.change(ctx, func(t *tx) error {
		old, err := connectionOf(t.DB, orEmpty(t.OpenSealed))
		if err != nil {
			return err
		}
		c, diff, err := fn(t, old)
		if err != nil {
			return err
		}
		value, err := json.Marshal(c)
		if err != nil {
			return err
		}
		sealed, err := t.Seal(secret.PlayConnection.At(playSetting), string(value))
		if err != nil {
			return err
		}
		if err := t.SaveSetting(playSetting, sealed); err != nil {
			return err
		}
		return t.Record(done, "", "managed Google Play", diff...)
	})
}
