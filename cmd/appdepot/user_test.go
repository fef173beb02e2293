package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"appdepot/handlers/web/webtest"
)

var oneTimePassword = regexp.MustCompile(`(?m)^([A-Z2-7]{5}-){3}[A-Z2-7]{5}$`)

// signInWith signs in with a password of the command line and chooses another one.
func signInWith(t *testing.T, address, email, printed, next string) *webtest.Browser {
	t.Helper()
	password := oneTimePassword.FindString(printed)
	if password == "" {
		t.Fatalf("no password is printed:\n%s", printed)
	}
	b := webtest.At(t, address)
	b.Visit("/sign-in")
	b.Fill("Email", email)
	b.Fill("Password", password)
	b.Press("Sign in")
	b.AtPath("/account/password")
	b.Fill("Current password", password)
	b.Fill("New password", next)
	b.Press("Change password")
	b.See("Password changed.")
	return b
}

// The last Administrator lost their password, or left: whoever runs the server lets somebody in, while it runs.
func TestALostAdministratorIsLetInAgain(t *testing.T) {
	t.Parallel()
	folder, mistyped := t.TempDir(), filepath.Join(t.TempDir(), "mistyped")
	for _, command := range [][]string{{"user", "add-administrator", "ada@harbour.example"}, {"user", "reset-password", "ada@harbour.example"},
		{"secrets", "list"}, {"secrets", "rotate"}, {"secrets", "reset", "--lost"}, {"check"}} {
		mustFail(t, []string{"no such file", "--data"}, append(command, "--data", mistyped)...)
		if _, err := os.Stat(mistyped); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("%s made a folder that somebody mistyped", command)
		}
	}
	mustRun(t, nil, "migrate", "--data", folder)
	mustFail(t, []string{"Appdepot is not set up yet."}, "user", "add-administrator", "--data", folder, "ada@harbour.example")
	folder = t.TempDir()
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	guesser := webtest.At(t, server.URL)
	guesser.Visit("/sign-in")
	for range 11 {
		guesser.Fill("Email", "ada@harbour.example")
		guesser.Fill("Password", "not the password")
		guesser.Press("Sign in")
	}
	guesser.Status(429)
	printed, err := run(t, "user", "reset-password", "--data", folder, "ADA@harbour.example")
	if err != nil {
		t.Fatal(printed, err)
	}
	b := signInWith(t, server.URL, "ada@harbour.example", printed, "known to me alone")
	b.Visit("/audit?action=user.resetPassword")
	b.WithinRow("Set password", func() { b.See("Appdepot") })

	printed, err = run(t, "user", "add-administrator", "--data", folder, "new@harbour.example", "--name", "New Keeper")
	if err != nil {
		t.Fatal(printed, err)
	}
	b = signInWith(t, server.URL, "new@harbour.example", printed, "known to me alone")
	b.Visit("/users")
	b.Click("Add user")
	printed, err = run(t, "user", "add-administrator", "--data", folder, "eva@harbour.example")
	if err != nil {
		t.Fatal(printed, err)
	}
	signInWith(t, server.URL, "eva@harbour.example", printed, "known to me alone").Visit("/users/new")
	mustFail(t, []string{"No user has the email address nobody@harbour.example."}, "user", "reset-password", "--data", folder, "nobody@harbour.example")
	mustFail(t, []string{"Enter an email address"}, "user", "add-administrator", "--data", folder, "nobody")
}
