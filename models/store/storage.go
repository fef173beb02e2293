package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// planSetting holds the plan. Its row is there from the beginning: whoever takes storage locks it.
const planSetting = "storage.plan"

// Storage says how much of the storage is used and how much is left.
func (s *Store) Storage(ctx context.Context) (models.Storage, error) {
	if err := db.May(ctx, access.ReadApps, access.Object{}); err != nil {
		return models.Storage{}, err
	}
	return storage(s.db.Rows(ctx))
}

func storage(db *gorm.DB) (models.Storage, error) {
	var st models.Storage
	err := db.Raw(`SELECT settings.value AS plan,
		(SELECT CAST(coalesce(sum(size), 0) AS bigint) FROM packages)
		+ (SELECT CAST(coalesce(sum(reserved), 0) AS bigint) FROM uploads WHERE state = ?) AS used
		FROM settings WHERE name = ?`, models.UploadReceiving, planSetting).Scan(&st).Error
	st.Limit = st.Plan.Bytes()
	if st.Limited() {
		st.Left = st.Limit - st.Used
	}
	return st, err
}

// SetPlan chooses how much the organization may keep, by the answer to forms.StoragePlan. What is already there stays, even if it is
// more.
func (s *Store) SetPlan(ctx context.Context, form field.Form) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	typed, wrong := field.Decode(forms.StoragePlan, form)
	if err := wrong.Err(); err != nil {
		return err
	}
	plan := models.Plan(typed["plan"])
	return s.change(ctx, func(t *tx) error {
		old, err := t.plan()
		if err != nil || old == plan {
			return err
		}
		if err := t.SaveSetting(planSetting, string(plan)); err != nil {
			return err
		}
		return t.Record(activity.UpdateSettings, "", planSetting, models.Change{Field: "plan", Old: string(old), New: string(plan)})
	})
}

// plan reads the plan and keeps others from taking what it leaves until the transaction ends.
func (t *tx) plan() (models.Plan, error) {
	row, err := db.First[db.Setting](t.Ctx, t.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("name = ?", planSetting))
	return models.Plan(row.Value), err
}

// storage is what is used and left, and stays so until the transaction ends.
func (t *tx) storage() (models.Storage, error) {
	if _, err := t.plan(); err != nil {
		return models.Storage{}, err
	}
	return storage(t.DB)
}

// reserve holds storage for the bytes that an upload will have, which may be more than it holds already. Of uploads that
// come at once each sees what the others hold.
func (t *tx) reserve(u *models.Upload, bytes int64) error {
	st, err := t.storage()
	if err != nil {
		return err
	}
	if !st.Room(bytes - u.Reserved) {
		return noRoom(st, *u, bytes)
	}
	u.Reserved = bytes
	return nil
}

// diskHas refuses a file for which the disk has no room, so that nobody sends it in vain; -1 is a size that nobody knows.
func (s *Store) diskHas(bytes int64) error {
	room, err := s.packages.Room()
	if err == nil && room < max(bytes, 1) {
		return reason.StoreFull.Unavailable()
	}
	return err
}

// noRoom refuses a file that the plan has no room for.
func noRoom(st models.Storage, u models.Upload, bytes int64) error {
	return reason.NoRoom.Of(u.Name, reason.Bytes(bytes), reason.Bytes(max(st.Left+u.Reserved, 0)), reason.Bytes(st.Limit)).TooLarge()
}
