package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"appdepot/cmd/depotsim/fleet"
)

// Validate checks what kong cannot.
func (o *options) Validate() error {
	for name, rate := range map[string]float64{"--fail-rate": o.FailRate, "--remove-rate": o.RemoveRate, "--break-rate": o.BreakRate} {
		if rate < 0 || rate > 1 {
			return fmt.Errorf("%s is %g; it must be between 0 and 1", name, rate)
		}
	}
	for _, p := range o.Platform {
		if !p.Valid() {
			return fmt.Errorf("there is no platform %q; there are windows, macos, ios, android and androidEnterprise", p)
		}
	}
	return nil
}

// Run gathers the fleet and lets it go about until ctx ends. It prints a line for every event and a summary at the end.
func (o *options) Run(ctx context.Context, out io.Writer) error {
	server, err := fleet.Connect(o.Server, o.web())
	if err != nil {
		return err
	}
	if err := o.await(ctx, server); err != nil {
		return err
	}
	log := logTo(out, o.Quiet)
	devices, err := o.resume(server)
	if err != nil {
		return err
	}
	known := len(devices)
	devices, err = o.enroll(ctx, server, devices, log)
	if saveErr := o.save(devices); err != nil || saveErr != nil {
		return errors.Join(err, saveErr)
	}
	if len(devices) == 0 {
		return errors.New("there are no devices: give --enrollment-token, --tokens-file, or --state with devices in it")
	}
	started := time.Now()
	stop := o.keepSaving(devices, saveEvery, log)
	totals, err := fleet.Run(ctx, devices, fleet.Options{Every: o.Every, Spread: o.Spread, Once: o.Once, Parallel: o.Parallel, Log: log})
	stop()
	fmt.Fprintf(out, "%d devices (%d new) in %s: %d check-ins, %d of them idle; %d orders succeeded, %d failed (%d with a wrong SHA-256); "+
		"%d apps removed by people; %d check-ins not finished, %d devices lost; %.1f MB downloaded\n",
		len(devices), len(devices)-known, time.Since(started).Round(time.Millisecond), totals.CheckIns, totals.Idle, totals.Succeeded,
		totals.Failed, totals.Mismatch, totals.Removed, totals.Troubles, totals.Lost, float64(totals.Bytes)/(1<<20))
	return errors.Join(err, o.save(devices))
}

// await waits for the server, and for the tokens that it may write when it starts.
func (o *options) await(ctx context.Context, server *fleet.Server) error {
	if o.Wait <= 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, o.Wait)
	defer cancel()
	for !o.present() || !server.Answers(ctx) {
		select {
		case <-time.After(500 * time.Millisecond):
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer, or has made no tokens, after %s", o.Server, o.Wait)
		}
	}
	return nil
}

// present reports whether the file with the tokens is there, if one is named.
func (o *options) present() bool {
	_, err := os.Stat(o.TokensFile)
	return o.TokensFile == "" || err == nil
}

// web is a client with a connection for each device that is at work.
func (o *options) web() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = o.Parallel, o.Parallel
	transport.ResponseHeaderTimeout = time.Minute
	return &http.Client{Transport: transport}
}

func logTo(out io.Writer, quiet bool) func(device, text string) {
	if quiet {
		return func(string, string) {}
	}
	var mu sync.Mutex
	return func(device, text string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintf(out, "%s %s %s\n", time.Now().Format(time.TimeOnly), device, text)
	}
}

func (o *options) habits() fleet.Habits {
	return fleet.Habits{FailRate: o.FailRate, RemoveRate: o.RemoveRate, BreakRate: o.BreakRate, Delay: o.Delay, Seed: o.Seed, Keep: o.Keep}
}

// resume brings back the devices of the state file.
func (o *options) resume(server *fleet.Server) ([]*fleet.Device, error) {
	if o.State == "" {
		return nil, nil
	}
	saved, err := fleet.ReadState(o.State)
	var devices []*fleet.Device
	for _, s := range saved {
		devices = append(devices, server.Resume(s, o.habits()))
	}
	return devices, err
}

// enroll adds new devices, one for each token, numbered after those there are. On an error it gives what it has.
func (o *options) enroll(ctx context.Context, server *fleet.Server, devices []*fleet.Device, log func(device, text string)) ([]*fleet.Device, error) {
	tokens, err := o.tokens(devices)
	if err != nil {
		return devices, err
	}
	for _, token := range tokens {
		number := len(devices)
		facts := fleet.Facts(o.Platform[number%len(o.Platform)], number+1)
		d, err := server.Enroll(ctx, facts, token, o.habits())
		if err != nil {
			return devices, fmt.Errorf("enroll %s: %w", facts.Name, err)
		}
		log(facts.Name, "enrolled as "+d.ID)
		devices = append(devices, d)
	}
	return devices, nil
}

// tokens are the enrollment tokens given that these devices have not used up, as many as there are to be new devices.
func (o *options) tokens(known []*fleet.Device) ([]string, error) {
	tokens := slices.Clone(o.EnrollmentToken)
	if o.TokensFile != "" {
		file, err := os.Open(o.TokensFile)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			if token := strings.TrimSpace(lines.Text()); token != "" {
				tokens = append(tokens, token)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	tokens = slices.DeleteFunc(tokens, func(token string) bool {
		return slices.ContainsFunc(known, func(d *fleet.Device) bool { return d.Save().EnrolledWith == fleet.Fingerprint(token) })
	})
	if o.Devices < 0 {
		return tokens, nil
	}
	if o.Devices > len(tokens) {
		return nil, fmt.Errorf("%d devices need as many enrollment tokens, and there are %d", o.Devices, len(tokens))
	}
	return tokens[:o.Devices], nil
}

// saveEvery is how long the state file may be behind, should the program not come to its end.
const saveEvery = time.Minute

// keepSaving saves the devices time and again until stop is called, which waits for the end of it.
func (o *options) keepSaving(devices []*fleet.Device, every time.Duration, log func(device, text string)) (stop func()) {
	var saving sync.WaitGroup
	ended, tick := make(chan struct{}), time.NewTicker(every)
	saving.Go(func() {
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if err := o.save(devices); err != nil {
					log("the fleet", "was not saved: "+err.Error())
				}
			case <-ended:
				return
			}
		}
	})
	return func() {
		close(ended)
		saving.Wait()
	}
}

func (o *options) save(devices []*fleet.Device) error {
	if o.State == "" {
		return nil
	}
	return fleet.WriteState(o.State, devices)
}
