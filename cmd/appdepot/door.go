package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// door is where requests come in.
type door struct {
	listener net.Listener
	tls      *tls.Config  // nil without https
	metrics  net.Listener // nil when metrics have no address of their own
	log      *slog.Logger
}

// serve answers until the context ends, then lets requests in flight finish. How long a request may take is the matter of its route.
func (d *door) serve(ctx context.Context, pages, metrics http.Handler) error {
	public, failed := d.server(pages), make(chan error, 2)
	servers := []*http.Server{public}
	go func() {
		if d.tls != nil {
			public.TLSConfig = d.tls
			failed <- public.ServeTLS(d.listener, "", "")
			return
		}
		failed <- public.Serve(d.listener)
	}()
	if d.metrics != nil {
		only := http.NewServeMux()
		only.Handle("GET /metrics", metrics)
		own := d.server(only)
		own.ReadTimeout, own.WriteTimeout = time.Minute, time.Minute
		servers = append(servers, own)
		go func() { failed <- own.Serve(d.metrics) }()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		var errs []error
		for _, s := range servers {
			errs = append(errs, s.Shutdown(wait))
		}
		return errors.Join(errs...)
	}
}

func (d *door) server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(d.log.Handler(), slog.LevelDebug),
	}
}
