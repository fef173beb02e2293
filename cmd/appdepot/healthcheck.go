package main

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// healthcheck is the command that asks a server whether it is ready.
type healthcheck struct {
	URL string `arg:"" default:"http://127.0.0.1:8080/readyz" help:"Address to ask."`
}

// Run fails unless the answer is 200 within five seconds.
func (h healthcheck) Run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.URL, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", h.URL, answer.Status)
	}
	return nil
}
