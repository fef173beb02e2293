package people

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// UserQuery chooses users. Empty fields choose all.
type UserQuery struct {
	IDs      []models.ID   // only these; nil for all
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

var userColumns = map[string]db.Column[PersonLine]{
	"name":  db.SortBy("users.name_key", func(l PersonLine) any { return l.NameKey }),
	"email": db.SortBy("users.email_key", func(l PersonLine) any { return l.EmailKey }),
	"role":  db.SortBy("users.role", func(l PersonLine) any { return string(l.Role) }),
}

// Users lists users.
func (s *Store) Users(ctx context.Context, q UserQuery) (models.Listing[PersonLine], error) {
	rows, err := s.filterUsers(ctx, q)
	if err != nil {
		return models.Listing[PersonLine]{}, err
	}
	rows = rows.Select(`users.id, users.name, users.name_key, users.email, users.email_key,
		users.role, users.disabled,
		(SELECT count(*) FROM devices WHERE primary_user_id = users.id) AS devices,
		(SELECT count(*) FROM group_users WHERE user_id = users.id) AS groups`)
	by, ok := userColumns[q.Sort.By]
	if !ok {
		by = userColumns["name"]
	}
	return db.Keyset(rows, by, "users.id", func(l PersonLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
}

// CountUsers counts the users that a query finds, up to a limit.
func (s *Store) CountUsers(ctx context.Context, q UserQuery) (models.Total, error) {
	rows, err := s.filterUsers(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterUsers keeps the users that the query asks for, of those that the actor may see.
func (s *Store) filterUsers(ctx context.Context, q UserQuery) (*gorm.DB, error) {
	rows, err := s.db.Visible(ctx, access.ReadUsers)
	if err != nil {
		return nil, err
	}
	rows = rows.Model(&models.User{})
	if q.IDs != nil {
		rows = rows.Where("users.id IN ?", q.IDs)
	}
	if words := db.Like(models.Fold(field.Line(q.Search))); words != "%%" {
		rows = rows.Where(`(users.name_key LIKE ? ESCAPE '\' OR users.email_key LIKE ? ESCAPE '\')`, words, words)
	}
	if len(q.Roles) > 0 {
		rows = rows.Where("users.role IN ?", q.Roles)
	}
	if q.Disabled != nil {
		rows = rows.Where("users.disabled = ?", *q.Disabled)
	}
	return rows, nil
}
