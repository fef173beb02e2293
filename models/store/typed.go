package store

import "appdepot/models"

// complaints collect one sentence per field of a form.
type complaints map[string]models.Text

// err is nil when there is nothing to complain about.
func (c complaints) err() error {
	if len(c) == 0 {
		return nil
	}
	return &models.Error{Kind: models.KindInvalid, Fields: c}
}
