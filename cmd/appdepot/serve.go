package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"appdepot/cmd/appdepot/demo"
	"appdepot/handlers"
	"appdepot/handlers/web"
	"appdepot/models/jobs"
	"appdepot/models/store"
)

// serve is the command that runs the server.
type serve struct {
	data
	catalogs
	Listen       string         `default:"127.0.0.1:8080" env:"APPDEPOT_LISTEN" help:"Address to listen on."`
	PublicURL    *url.URL       `name:"public-url" env:"APPDEPOT_PUBLIC_URL" help:"How people reach this server, when that is not the address it listens on."`
	Certificate  string         `name:"tls-certificate" env:"APPDEPOT_TLS_CERTIFICATE" help:"File of the TLS certificate chain; with it the server speaks https."`
	Key          string         `name:"tls-key" env:"APPDEPOT_TLS_KEY" help:"File of the TLS certificate's key."`
	Proxies      []netip.Prefix `name:"trusted-proxies" env:"APPDEPOT_TRUSTED_PROXIES" help:"Networks of proxies whose X-Forwarded-For header is believed."`
	Demo         bool           `env:"APPDEPOT_DEMO" help:"Fill an empty database with a demo organization."`
	DemoPassword string         `name:"demo-password" env:"APPDEPOT_DEMO_PASSWORD" help:"Password of the demo's sign-ins; empty makes a random one."`
}

// Run serves until the context ends, then lets requests in flight finish.
func (c serve) Run(ctx context.Context) (err error) {
	log := c.log()
	if (c.Certificate == "") != (c.Key == "") {
		return errors.New("TLS needs both a certificate and a key: give --tls-certificate and --tls-key, or neither")
	}
	s, close, err := c.data.open(ctx)
	defer func() { err = errors.Join(err, close()) }()
	if err != nil {
		return err
	}
	looked, err := c.catalogs.open(s, c.Demo)
	if err != nil {
		return err
	}
	server := &web.Server{Store: s, Log: log, PublicURL: c.public(), Proxies: c.Proxies}
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
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Listen, err)
	}
	if err := c.welcome(ctx, s, listener); err != nil {
		return err
	}
	return c.listen(ctx, listener, handlers.New(server), log)
}

// welcome fills the demo or makes the set-up code, and says where to go.
func (c serve) welcome(ctx context.Context, s *store.Store, l net.Listener) error {
	address := c.address(l)
	if c.Demo {
		people, err := demo.Fill(ctx, s, c.DemoPassword)
		if err != nil {
			return fmt.Errorf("fill the demo organization: %w", err)
		}
		return printDemo(address, c.Data, people)
	}
	return announceSetUp(ctx, s, address, c.Data)
}

func (c serve) address(l net.Listener) string {
	if u := c.public(); u != nil {
		return u.String()
	}
	scheme := "http"
	if c.Certificate != "" {
		scheme = "https"
	}
	return scheme + "://" + l.Addr().String()
}

func (c serve) public() *url.URL {
	if c.PublicURL == nil || c.PublicURL.Host == "" {
		return nil
	}
	return c.PublicURL
}

func (c serve) listen(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12},
	}
	failed := make(chan error, 1)
	go func() {
		if c.Certificate != "" {
			failed <- server.ServeTLS(l, c.Certificate, c.Key)
			return
		}
		failed <- server.Serve(l)
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return server.Shutdown(wait)
	}
}
