package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"appdepot/models"
	"appdepot/models/secret"
	"appdepot/models/store"
)

// secretsCommand are the commands about secrets in the database.
type secretsCommand struct {
	List   listSecrets   `cmd:"" help:"Show what is sealed in the database, and with which key."`
	Rotate rotateSecrets `cmd:"" help:"Seal everything with a new data key. Servers may run meanwhile; after a crash, do it again and it goes on."`
	Rewrap rewrapSecrets `cmd:"" help:"Have another key protect the secrets: another file, or a key management service."`
	Reset  resetSecrets  `cmd:"" help:"Give up the secrets whose key is lost, and begin with a new key."`
}

type listSecrets struct{ data }

// Run prints a table.
func (c listSecrets) Run(ctx context.Context) error {
	return c.with(ctx, func(ctx context.Context, s *store.Store) error {
		sealed, err := s.Sealed(ctx)
		if err != nil {
			return err
		}
		out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		for _, column := range sealed {
			fmt.Fprintf(out, "%s\t%d rows\t%s\n", column, column.Rows, column.What)
		}
		if err := out.Flush(); err != nil {
			return err
		}
		key, err := s.SecretKey(ctx)
		fmt.Printf("\nSealed with data key %d, which is protected by %s.\n", key.Number, key.Name)
		return err
	})
}

type rotateSecrets struct{ data }

// Run seals everything anew.
func (c rotateSecrets) Run(ctx context.Context) error {
	return c.with(ctx, func(ctx context.Context, s *store.Store) error {
		r, err := s.RotateSecrets(ctx)
		if err != nil {
			return err
		}
		if r.WentOn {
			fmt.Println("A rotation that had been broken off was finished.")
		}
		fmt.Printf("%d rows were sealed anew. Everything is sealed with data key %d now.\n", r.Rows, r.KeyNumber)
		if r.Unopened > 0 {
			fmt.Printf("%d values are damaged and were left alone: enter them again.\n", r.Unopened)
		}
		return nil
	})
}

type rewrapSecrets struct {
	data
	To string `required:"" help:"The key from now on: a file, which is made when it is not there, or the URL of a key management service."`
}

// Run has another key protect the data keys.
func (c rewrapSecrets) Run(ctx context.Context) error {
	to, err := secret.NewKeeper(c.To)
	if err != nil {
		return err
	}
	defer to.Close()
	return c.with(ctx, func(ctx context.Context, s *store.Store) error {
		before, err := s.SecretKey(ctx)
		if err != nil {
			return err
		}
		if err := s.RewrapSecrets(ctx, to); err != nil {
			return err
		}
		fmt.Printf("%s protects the secrets now, and %s no longer does.\n"+
			"Restart every server now, with --secret-key-url %q or APPDEPOT_SECRET_KEY_URL. Keep the old key as long as copies of the database that need it.\n", to.Name(), before.Name, c.To)
		return nil
	})
}

type resetSecrets struct {
	data
	Lost bool `help:"Say that the key is lost and what it protects can be given up."`
}

// Run begins with a new key.
func (c resetSecrets) Run(ctx context.Context) error {
	c.log()
	if !c.Lost {
		return errors.New("this gives up every secret in the database for good. Stop the servers, keep a copy of the database, and add --lost")
	}
	if err := c.exists(); err != nil {
		return err
	}
	given, err := store.ResetSecrets(models.WithActor(ctx, models.Actor{System: true}), c.options())
	if err != nil {
		return err
	}
	nothing := true
	for _, column := range given {
		if column.Rows > 0 {
			nothing = false
			fmt.Printf("%s (%d rows): %s.\n", column.What, column.Rows, column.Again)
		}
	}
	if nothing {
		fmt.Println("No secret was lost.")
	}
	fmt.Println("Secrets are sealed with a new key from now on. Keep a copy of it, but not with the copies of the database.")
	return nil
}

// with opens the store for the server itself.
func (d data) with(ctx context.Context, do func(context.Context, *store.Store) error) error {
	d.log()
	if err := d.exists(); err != nil {
		return err
	}
	s, close, err := d.open(ctx, models.SessionLimits{})
	if err == nil {
		err = do(models.WithActor(ctx, models.Actor{System: true}), s)
	}
	return errors.Join(err, close())
}
