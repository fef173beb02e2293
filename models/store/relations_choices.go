package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// mostChoices is how many apps a picker lists; a search finds the others.
const mostChoices = 200

// RelationChoices lists apps that can be depended on or superseded, by name, and says whether there are more than are
// listed.
func (s *Store) RelationChoices(ctx context.Context, search string) (list []RelatedApp, more bool, err error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, false, err
	}
	q, err := s.whereApps(ctx, db.Table("apps").Select(relatedColumns), search)
	if err != nil {
		return nil, false, err
	}
	err = q.Where("apps.type IN ?", apptype.RelatedTypes()).Order("apps.name_key, apps.id").Limit(mostChoices + 1).Find(&list).Error
	if len(list) > mostChoices {
		return list[:mostChoices], true, err
	}
	return list, false, err
}

// SaveDraftRelations keeps which apps a draft is to depend on, or to supersede. What cannot be is refused when the app is
// created, and shown until then.
func (s *Store) SaveDraftRelations(ctx context.Context, id models.ID, version int, kind models.RelationKind, set []models.Relation) (models.Draft, error) {
	return s.changeDraft(ctx, id, version, func(_ *tx, d *models.Draft) error {
		all := replaceKind(d.Relations, kind, set)
		slices.SortStableFunc(all, func(a, b models.Relation) int { return cmp.Compare(a.Kind, b.Kind) }) // dependencies first
		d.Relations = all
		return nil
	})
}

// draftRelationErrors is what is wrong with the relations of a draft: see relationErrors.
func draftRelationErrors(db *gorm.DB, d models.Draft) (field.Errors, error) {
	if len(d.Relations) == 0 {
		return nil, nil
	}
	r, err := relatedWith(db, RelatedApp{ID: d.ID, Type: d.Type, Name: apptype.Name(d.Form)}, d.Relations)
	if err != nil {
		return nil, err
	}
	return relationErrors(r, d.ID, d.Relations), nil
}
