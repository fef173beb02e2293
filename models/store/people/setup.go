package people

import (
	"cmp"
	"context"
	"crypto/rand"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
	"appdepot/models/watch"
)

// The settings that set-up makes.
const (
	setUpSetting        = "setup.code" // hex SHA-256 of the one-time code; gone once used
	organizationSetting = "organization.name"
)

// Organization is the name of the organization that runs this Appdepot; empty before set-up.
func (s *Store) Organization(ctx context.Context) string {
	name, err := s.db.Setting(ctx, organizationSetting)
	if err != nil {
		s.log.ErrorContext(ctx, "read the organization's name", "error", err)
	}
	return name
}

// NeedsSetUp reports whether there is no user yet.
func (s *Store) NeedsSetUp(ctx context.Context) bool {
	if s.inUse.Load() {
		return false
	}
	empty, err := nobody(s.db.Rows(ctx))
	if err != nil {
		s.log.ErrorContext(ctx, "look for the first user", "error", err)
		return false
	}
	if !empty {
		s.inUse.Store(true) // for good: the last Administrator cannot be deleted
	}
	return empty
}

func nobody(db *gorm.DB) (bool, error) {
	var ids []models.ID
	err := db.Model(&models.User{}).Limit(1).Pluck("id", &ids).Error
	return len(ids) == 0, err
}

// SetUpCode makes a fresh one-time code for setting up an empty store, and forgets the one before; only its hash is kept.
// needed is false, and the code empty, once there is a user.
func (s *Store) SetUpCode(ctx context.Context) (code string, needed bool, err error) {
	err = s.change(ctx, func(t *tx) error {
		if needed, err = nobody(t.DB); err != nil || !needed {
			return err
		}
		code = rand.Text() // 26 characters, 130 bits
		return t.SaveSetting(setUpSetting, db.SecretHash(code))
	})
	return code, needed, err
}

// SetUp makes the organization and its first Administrator of the answers to forms.SetUp, for whoever has the one-time code. Wrong
// codes are counted for the address they come from.
func (s *Store) SetUp(ctx context.Context, form field.Form) error {
	typed, wrong := field.Decode(forms.SetUp, form)
	refuseGuessable(wrong, typed["password"], typed["name"], typed["email"], typed["organization"])
	if err := wrong.Err(); err != nil {
		return err
	}
	u := person(models.User{ID: models.NewID(), Version: 1}, typed)
	u.Role = models.Administrator
	hash := db.SecretHash(strings.ToUpper(typed["code"]))
	if err := s.checkCode(ctx, hash); err != nil { // before the costly hashing of a password
		return err
	}
	var err error
	if u.PasswordHash, err = s.passwords.hash(ctx, typed["password"]); err != nil {
		return err
	}
	ctx = models.WithActor(ctx, u.Actor(models.ActorOf(ctx).Address))
	return s.change(ctx, func(t *tx) error { return t.setUp(hash, typed["organization"], u) })
}

// checkCode refuses a wrong set-up code, and counts it.
func (s *Store) checkCode(ctx context.Context, hash string) error {
	n, err := db.Count[db.Setting](ctx, s.db.Read.Where("name = ? AND value = ?", setUpSetting, hash))
	if err != nil || n > 0 {
		return err
	}
	return cmp.Or(s.WrongGuess(ctx, models.SettingUp, watch.WrongSetUpCode), wrongCode())
}

func (t *tx) setUp(codeHash, organization string, u models.User) error {
	used, err := db.Delete[db.Setting](t.Ctx, t.DB.Where("name = ? AND value = ?", setUpSetting, codeHash))
	if err != nil {
		return err
	}
	empty, err := nobody(t.DB)
	if err != nil {
		return err
	}
	if used == 0 || !empty {
		return wrongCode()
	}
	if err := t.SaveSetting(organizationSetting, organization); err != nil {
		return err
	}
	if err := t.addUser(&u); err != nil {
		return err
	}
	return t.Record(activity.SetUpOrganization, "", organization)
}

func wrongCode() error {
	return models.InvalidField("code", "This setup code is incorrect or already used. Copy the code that the server prints when it starts.")
}
