package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"appdepot/cmd/appdepot/demo"
	"appdepot/models/store"
	"appdepot/views/link"
)

// setUpFile keeps the set-up code in the data folder, readable by its owner alone.
const setUpFile = "set-up-code"

// announceSetUp says where the first administrator is made, as long as there is none.
func announceSetUp(ctx context.Context, s *store.Store, address, folder string) error {
	code, needed, err := s.SetUpCode(ctx)
	if err != nil {
		return fmt.Errorf("make the set-up code: %w", err)
	}
	file := filepath.Join(folder, setUpFile)
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) { // an old code is worth nothing
		return fmt.Errorf("remove the old set-up code: %w", err)
	}
	if !needed {
		fmt.Printf("Appdepot runs at %s\n", address)
		return nil
	}
	if err := os.WriteFile(file, []byte(code+"\n"), 0o600); err != nil {
		return fmt.Errorf("keep the set-up code: %w", err)
	}
	go removeUsed(ctx, s, file)
	fmt.Printf("Appdepot runs at %s\nCreate the first Administrator at %s%s with this code: %s\n(also in %s)\n",
		address, address, link.SetUp(), code, file)
	return nil
}

// removeUsed removes the set-up code's file as soon as somebody has used the code, here or on another server.
func removeUsed(ctx context.Context, s *store.Store, file string) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for s.Organization(ctx) == "" {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		slog.Warn("the file of the used set-up code stays until the next start", "file", file, "error", err)
	}
}

// printDemo says where the demo is and who can sign in.
func printDemo(address string, d demo.Organization) error {
	fmt.Printf("Appdepot runs at %s with a demo organization.\n", address)
	if d.Password == "" {
		fmt.Println("The demo was filled earlier; its passwords are as they were.")
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "Role\tSign in as\tPassword")
	for _, p := range d.People {
		fmt.Fprintf(w, "%s\t%s\t%s\n", p.Role.Name(), p.Email, d.Password)
	}
	return w.Flush()
}
