package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"time"

	"appdepot/cmd/appdepot/demo"
	"appdepot/handlers"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/jobs"
	"appdepot/models/store"
)

// serve is the command that runs the server.
type serve struct {
	data
	catalogs
	network
	SessionIdle  time.Duration `name:"session-idle" default:"8h" env:"APPDEPOT_SESSION_IDLE" help:"How long a browser stays signed in without use."`
	SessionLife  time.Duration `name:"session-life" default:"168h" env:"APPDEPOT_SESSION_LIFE" help:"How long a browser stays signed in at most."`
	SessionKeep  bool          `name:"session-keep" default:"true" negatable:"" env:"APPDEPOT_SESSION_KEEP" help:"Offer people to stay signed in without use until then."`
	Demo         bool          `env:"APPDEPOT_DEMO" help:"Fill an empty database with a demo organization."`
	DemoPassword string        `name:"demo-password" env:"APPDEPOT_DEMO_PASSWORD" help:"Password of the demo's sign-ins; empty makes a random one."`
}

// Run serves until the context ends, then lets requests in flight finish.
func (c serve) Run(ctx context.Context) (err error) {
	log := c.log()
	if err := c.network.check(); err != nil {
		return err
	}
	if c.SessionIdle < time.Minute || c.SessionLife < c.SessionIdle {
		return errors.New("sessions last at least a minute, and no longer without use than at most: change --session-idle or --session-life")
	}
	var filled demo.Organization
	if c.Demo {
		if filled, err = c.prepareDemo(ctx); err != nil {
			return fmt.Errorf("prepare the demo: %w", err)
		}
	}
	s, close, err := c.data.open(ctx, models.SessionLimits{Idle: c.SessionIdle, Life: c.SessionLife, NeverKeep: !c.SessionKeep})
	defer func() { err = errors.Join(err, close()) }()
	if err != nil {
		return err
	}
	looked, err := c.catalogs.open(s, c.Demo)
	if err != nil {
		return err
	}
	server := &web.Server{Store: s, Log: log, PublicURL: c.public(), Proxies: c.Proxies, MetricsToken: c.MetricsToken, SecurityContact: c.contact()}
	server.Connect(looked)
	stopJobs, err := jobs.Start(ctx, s, jobs.Services{Enterprise: server.Enterprise, Play: server.Play})
	if err != nil {
		return fmt.Errorf("start background work: %w", err)
	}
	defer func() {
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		err = errors.Join(err, stopJobs(wait))
	}()
	door, err := c.network.open(log)
	if err != nil {
		return err
	}
	if err := c.welcome(ctx, s, door.listener, filled); err != nil {
		return err
	}
	return door.serve(ctx, handlers.New(server), handlers.Metrics())
}

// prepareDemo fills the demo, or tells what its devices did since the server ran last.
func (c serve) prepareDemo(ctx context.Context) (filled demo.Organization, err error) {
	o, close, err := c.data.folder(ctx)
	defer func() { err = errors.Join(err, close()) }()
	if err != nil {
		return filled, err
	}
	return demo.Demo{
		Store: o, Devices: filepath.Join(c.Data, demo.DevicesFile), Password: c.DemoPassword,
		Filling: func() { fmt.Println("Filling the demo organization. This takes a few seconds.") },
	}.Prepare(ctx)
}

// welcome makes the set-up code where it is needed, and says where to go and who can sign in.
func (c serve) welcome(ctx context.Context, s *store.Store, l net.Listener, filled demo.Organization) error {
	address := c.address(l)
	if c.Demo {
		return printDemo(address, filled)
	}
	return announceSetUp(ctx, s, address, c.Data)
}
