package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
)

// TokenLine is an enrollment token with the names of those it speaks about; empty where there is nobody or nothing.
type TokenLine struct {
	models.EnrollmentToken
	UserName    string
	CreatorName string
	DeviceName  string
}

// AddEnrollmentToken makes a token of the answers to forms.EnrollmentToken, which lets one device enroll, for a primary user or for
// nobody. A device that people enroll for themselves is their own, whatever they answer. The token itself is returned once; only its hash is
// stored.
func (s *Store) AddEnrollmentToken(ctx context.Context, form field.Form) (string, models.EnrollmentToken, error) {
	typed, wrong := field.Decode(forms.EnrollmentToken, form)
	hours, _ := strconv.Atoi(typed["lifetime"]) // it is one of the choices
	secret := db.NewSecret()
	e := models.EnrollmentToken{ID: models.NewID(), Hash: db.SecretHash(secret), Note: typed["note"], Ownership: models.Ownership(typed["ownership"]), CreatedBy: models.ActorOf(ctx).UserID}
	if db.May(ctx, access.EnrollDevices, access.Object{}) != nil {
		e.Ownership = models.Personal
	}
	err := s.change(ctx, func(t *tx) error {
		var err error
		if e.UserID, err = t.primaryUser(typed["user"], wrong); err != nil {
			return err
		}
		if err := db.May(ctx, access.EnrollDevices, access.EnrollmentToken(e)); err != nil {
			return err
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		if err := t.fewOpenTokens(); err != nil {
			return err
		}
		e.CreatedAt, e.ExpiresAt = t.Now, t.Now.Add(time.Duration(hours)*time.Hour)
		if err := db.Create[models.EnrollmentToken](ctx, t.DB, &e); err != nil {
			return err
		}
		names, err := t.Names("users", []models.ID{e.UserID})
		if err != nil {
			return err
		}
		var c db.Changes
		c.Add("primaryUser", "", names[e.UserID])
		c.Add("ownership", "", string(e.Ownership))
		c.Add("expires", "", e.ExpiresAt.Format(time.RFC3339))
		return t.Record(activity.CreateEnrollmentToken, e.ID, e.Note, c...)
	})
	if err != nil {
		return "", models.EnrollmentToken{}, err
	}
	return secret, e, nil
}

// How many enrollment tokens one person may have that still let a device in: for their own devices, and whoever enrolls for others.
const (
	mostOwnTokens  = 10
	mostOpenTokens = 1_000
)

// fewOpenTokens refuses another token to a person who has too many that are open.
func (t *tx) fewOpenTokens() error {
	if t.Actor.System {
		return nil
	}
	most := mostOwnTokens
	if access.RightsOf(t.Actor).Can(access.EnrollDevices) {
		most = mostOpenTokens
	}
	var ids []models.ID
	err := t.Model(&models.EnrollmentToken{}).Where("created_by = ? AND expires_at > ? AND used_at IS NULL AND revoked_at IS NULL", t.Actor.UserID, t.Now).
		Limit(most).Pluck("id", &ids).Error
	if err == nil && len(ids) == most {
		err = models.Conflict("You have %s enrollment tokens that are not used yet. Use them, or wait until they expire.", most)
	}
	return err
}

// TokenQuery chooses enrollment tokens. Empty fields choose all.
type TokenQuery struct {
	IDs    []models.ID // only these; nil for all
	Search string      // words in the note, or in the name of the primary user, of the creator or of the device
	States []models.TokenState
	Oldest bool // the oldest first
	Page   models.Page
}

// tokenConditions find the tokens in a state, as EnrollmentToken.State says it; each has one place for the moment.
var tokenConditions = map[models.TokenState]string{
	models.TokenOpen:    "used_at IS NULL AND revoked_at IS NULL AND expires_at > ?",
	models.TokenUsed:    "used_at IS NOT NULL AND used_at <= ?",
	models.TokenRevoked: "used_at IS NULL AND revoked_at <= ?",
	models.TokenExpired: "used_at IS NULL AND revoked_at IS NULL AND expires_at <= ?",
}

// EnrollmentTokens lists the tokens, the newest first.
func (s *Store) EnrollmentTokens(ctx context.Context, q TokenQuery) (models.Listing[TokenLine], error) {
	rows, err := s.filterTokens(ctx, q)
	if err != nil {
		return models.Listing[TokenLine]{}, err
	}
	rows = rows.Select("enrollment_tokens.*, users.name AS user_name, creators.name AS creator_name, devices.name AS device_name")
	created := db.SortBy("enrollment_tokens.created_at", func(l TokenLine) any { return l.CreatedAt })
	return db.Keyset(rows, created, "enrollment_tokens.id", func(l TokenLine) models.ID { return l.ID }, !q.Oldest, q.Page)
}

// CountEnrollmentTokens counts the tokens that a query finds, up to a limit.
func (s *Store) CountEnrollmentTokens(ctx context.Context, q TokenQuery) (models.Total, error) {
	rows, err := s.filterTokens(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterTokens keeps the tokens that the query asks for, of those that the actor may see.
func (s *Store) filterTokens(ctx context.Context, q TokenQuery) (*gorm.DB, error) {
	rows, err := s.db.Visible(ctx, access.EnrollDevices)
	if err != nil {
		return nil, err
	}
	rows = rows.Table("enrollment_tokens").
		Joins("LEFT JOIN users ON users.id = enrollment_tokens.user_id").
		Joins("LEFT JOIN users AS creators ON creators.id = enrollment_tokens.created_by").
		Joins("LEFT JOIN devices ON devices.id = enrollment_tokens.device_id")
	if q.IDs != nil {
		rows = rows.Where("enrollment_tokens.id IN ?", q.IDs)
	}
	rows = s.whereNamed(rows, q.Search, "enrollment_tokens.note", "users.name", "creators.name", "devices.name")
	var either []string
	var moments []any
	for _, state := range q.States {
		if c := tokenConditions[state]; c != "" {
			either, moments = append(either, "("+c+")"), append(moments, s.db.Now())
		}
	}
	if len(either) > 0 {
		rows = rows.Where(strings.Join(either, " OR "), moments...)
	}
	return rows.Session(&gorm.Session{}), nil
}

// RevokeEnrollmentToken makes an unused token useless.
func (s *Store) RevokeEnrollmentToken(ctx context.Context, id models.ID) error {
	return s.change(ctx, func(t *tx) error {
		e, err := db.First[models.EnrollmentToken](ctx, t.DB.Where("id = ?", id))
		missing := models.NotFound("This enrollment token does not exist. Go back to the list.")
		if e, err = db.Allowed(ctx, access.EnrollDevices, access.EnrollmentToken, e, err, missing); err != nil {
			return err
		}
		n, err := db.Update[models.EnrollmentToken](ctx, t.DB.Where("id = ? AND used_at IS NULL AND revoked_at IS NULL", id), "revoked_at", t.Now)
		if err != nil {
			return err
		}
		if n == 0 {
			return models.Conflict("This enrollment token was already used or revoked. To remove a device, retire it.")
		}
		return t.Record(activity.RevokeEnrollmentToken, id, e.Note)
	})
}
