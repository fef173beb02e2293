package people

import (
	"context"

	"appdepot/models"
)

// OpenSession is the end of SignIn, for a password that was right a moment ago.
func (s *Store) OpenSession(ctx context.Context, u models.User) error {
	_, err := s.openSession(ctx, signIn{user: u, attempt: models.Attempt{ID: models.NewID(), Purpose: models.SigningIn, Address: "192.0.2.8"}})
	return err
}

// SaveOwnPassword is the end of ChangePassword, for a password that was right a moment ago.
func (s *Store) SaveOwnPassword(ctx context.Context, u models.User, hash string) error {
	return s.saveOwnPassword(ctx, u, hash, models.Session{})
}
