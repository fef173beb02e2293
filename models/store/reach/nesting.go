package reach

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/targeting"
)

// Nested is how groups are nested, seen from above and from below. It is shared and never changed.
type Nested struct {
	targeting.Nesting
	Containers targeting.Containers
	version    int64
}

// Nested is how groups are nested as of a second ago or later. Do not ask inside a transaction: it reads on a connection of its own.
func (d *Database) Nested(ctx context.Context) (*Nested, error) {
	if err := d.WatchVersions(ctx); err != nil {
		return nil, err
	}
	version := d.Versions().groups
	if latest := d.nested.Load(); latest != nil && latest.version >= version {
		return latest, nil
	}
	n, err := Nesting(d.Rows(ctx))
	if err != nil {
		return nil, err
	}
	read := &Nested{n, n.Containers(), version}
	d.nested.Store(read)
	return read, nil
}

// Nesting reads which groups stand directly in which.
func Nesting(db *gorm.DB) (targeting.Nesting, error) {
	var edges []struct{ ParentID, ChildID models.ID }
	if err := db.Table("group_children").Find(&edges).Error; err != nil {
		return nil, err
	}
	n := targeting.Nesting{}
	for _, e := range edges {
		n[e.ParentID] = append(n[e.ParentID], e.ChildID)
	}
	return n, nil
}
