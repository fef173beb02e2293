package people

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// UserQuery chooses users. Empty fields choose all.
type UserQuery struct {
	Search   string        // anywhere in the name or the e-mail address
	Roles    []models.Role // any of them
	Disabled *bool
	Sort     models.Sort // name, email or role
	Page     models.Page
}

// PersonLine is what a list shows of a user.
type PersonLine struct {
	ID       models.ID
	Name     string
	NameKey  string
	Email    string
	EmailKey string
	Role     models.Role
	Disabled bool
	Devices  int
	Groups   int // directly
}

// Filtered reports whether the query leaves users out.
func (q UserQuery) Filtered() bool { return q.Search != "" || len(q.Roles) > 0 || q.Disabled != nil }

var userColumns = map[string]db.Column[PersonLine]{
	"name":  db.SortBy("users.name_key", func(l PersonLine) any { return l.NameKey }),
	"email": db.SortBy("users.email_key", func(l PersonLine) any { return l.EmailKey }),
	"role":  db.SortBy("users.role", func(l PersonLine) any { return string(l.Role) }),
}

// Users lists users.
func (s *Store) Users(ctx context.Context, q UserQuery) (models.Listing[PersonLine], error) {
	from, err := s.db.Visible(ctx, access.ReadUsers)
	if err != nil {
		return models.Listing[PersonLine]{}, err
	}
	rows := from.Model(&models.User{}).Select(`users.id, users.name, users.name_key, users.email, users.email_key,
		users.role, users.disabled,
		(SELECT count(*) FROM devices WHERE primary_user_id = users.id) AS devices,
		(SELECT count(*) FROM group_users WHERE user_id = users.id) AS groups`)
	if words := db.Like(models.Fold(field.Line(q.Search))); words != "%%" {
		rows = rows.Where(`(users.name_key LIKE ? ESCAPE '\' OR users.email_key LIKE ? ESCAPE '\')`, words, words)
	}
	if len(q.Roles) > 0 {
		rows = rows.Where("users.role IN ?", q.Roles)
	}
	if q.Disabled != nil {
		rows = rows.Where("users.disabled = ?", *q.Disabled)
	}
	by, ok := userColumns[q.Sort.By]
	if !ok {
		by = userColumns["name"]
	}
	return db.Keyset(rows, by, "users.id", func(l PersonLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
}
