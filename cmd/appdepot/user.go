package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"appdepot/models"
	"appdepot/models/store"
)

// userCommand are the commands about users, for whoever runs the server and can no longer sign in.
type userCommand struct {
	ResetPassword    resetPassword    `cmd:"" help:"Give a user a one-time password. Servers may run meanwhile."`
	AddAdministrator addAdministrator `cmd:"" help:"Make a user an Administrator with a one-time password, and add them if there is none. Servers may run meanwhile."`
}

type resetPassword struct {
	data
	Email string `arg:"" help:"Email address that the user signs in with."`
}

// Run prints the password, which is kept nowhere.
func (c resetPassword) Run(ctx context.Context) error {
	return c.with(ctx, func(ctx context.Context, s *store.Store) error {
		password, u, err := s.RecoverPassword(ctx, c.Email)
		if err != nil {
			return err
		}
		printOneTime(u, password)
		if u.Disabled {
			fmt.Println("The user is disabled: an Administrator has to enable them first.")
		}
		return nil
	})
}

type addAdministrator struct {
	data
	Email string `arg:"" help:"Email address that the user signs in with."`
	Name  string `help:"Name of a user who is added; empty is the part of the address before the @."`
}

// Run prints the password, which is kept nowhere.
func (c addAdministrator) Run(ctx context.Context) error {
	return c.with(ctx, func(ctx context.Context, s *store.Store) error {
		name, _, _ := strings.Cut(c.Email, "@")
		password, u, err := s.RecoverAdministrator(ctx, c.Email, cmp.Or(c.Name, name))
		if err != nil {
			return err
		}
		printOneTime(u, password)
		return nil
	})
}

func printOneTime(u models.User, password string) {
	fmt.Printf("%s (%s) signs in as %s with this password, and has to choose another one then:\n%s\n", u.Name, u.Role.Name(), u.Email, password)
}
