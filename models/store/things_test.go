package store_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/store/storetest"
)

func person(t *testing.T, f storetest.Fixture, name string) models.User { return f.NewUser(t, name) }

func device(t *testing.T, f storetest.Fixture, name string, user models.ID) models.Device {
	return f.NewDevice(t, name, user)
}

func okay(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// second is the error of a call that also returns a value.
func second[T any](_ T, err error) error { return err }
