package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"appdepot/models/installer"
)

// program is the command line. Every flag of a command can be given in the environment as well; the defaults work in an
// empty folder.
type program struct {
	Serve       serve          `cmd:"" default:"withargs" help:"Start the server."`
	Migrate     migrate        `cmd:"" help:"Bring the database's schema up to date and stop."`
	User        userCommand    `cmd:"" help:"Let somebody in again who lost their password, or the last Administrator."`
	Check       check          `cmd:"" help:"Look for damage in the database and in the package files, without changing anything."`
	Secrets     secretsCommand `cmd:"" help:"Look after the secrets in the database and the key that protects them."`
	Healthcheck healthcheck    `cmd:"" help:"Ask a running server whether it is ready; for containers."`
	Version     showVersion    `cmd:"" help:"Print the version, the commit, Go and the database drivers."`
	Licenses    licenses       `cmd:"" help:"Print the licenses of the modules that this program is built from."`
}

func main() {
	installer.ServeChild()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	line := kong.Parse(&program{},
		kong.Name("appdepot"), kong.Description("Appdepot: a self-hosted portal for managing apps on an organization's devices."),
		kong.UsageOnError(), kong.BindTo(ctx, (*context.Context)(nil)))
	if err := line.Run(); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "appdepot:", err)
		stop()
		os.Exit(1)
	}
}
