package demo

import (
	"context"
	"fmt"
	"time"

	"appdepot/models"
	sessions "appdepot/models/store/people"
)

// agent is the browser that people of the demo use.
const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"

// tellPeople has people sign in, and ask for apps in the Company Portal.
func (f *filler) tellPeople(t *timeline) {
	for days := int(told); days >= 0; days-- {
		for i, who := range []string{"ada", "milan", "noor", "ravi", "eva"} {
			date := f.at(days, 0)
			weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday
			if weekend || chance(10, "comes", who, fmt.Sprint(days)) < 2*i {
				continue
			}
			at := date.Add(6*time.Hour + time.Duration(chance(150, who, fmt.Sprint(days)))*time.Minute)
			t.add(at, who+" signs in", func(ctx context.Context) error { return f.signIn(ctx, who) })
		}
	}
	for _, r := range requests {
		t.add(f.at(r.days, r.hour), r.who+" requests "+r.app, func(ctx context.Context) error {
			return f.RequestInstall(f.as(ctx, r.who), f.shelf[r.app], f.device(r.device).id)
		})
	}
	for i, d := range f.devices {
		settled := d.until.IsZero() && f.came(i).Before(f.at(int(told), 0))
		for _, app := range wished(d) {
			if i < named || !settled || chance(10, d.name, app) >= 4 {
				continue
			}
			at := f.at(1+chance(12, app, d.name), 8+float64(chance(90, "asks", d.name, app))/10)
			t.add(at, d.owner+" requests "+app, func(ctx context.Context) error {
				return f.RequestInstall(f.as(ctx, d.owner), f.shelf[app], d.id)
			})
		}
	}
}

// requests are what people whom the demo tells of by name asked for.
var requests = []struct {
	days             int
	hour             float64
	who, app, device string
}{
	{12, 10.1, "eva", "Quay Board", "LAPTOP-EVA"},
	{11, 15.4, "omar", "PDF Reader", "Pixel Omar"},
	{10, 8.7, "sam", "Forklift Academy", "Galaxy Sam"},
	{9, 12.2, "eva", "Tide Times", "iPhone Eva"},
	{8, 13.9, "julia", "Screen Notes", "LAPTOP-JULIA"},
	{7, 9.3, "fatima", "Drawing Board", "MacBook Sales"},
	{3, 11.8, "eva", "Label Printer", "LAPTOP-EVA"},
	{2, 10.5, "fatima", "Ledger for Mac", "MacBook Sales"},
	{1, 13.1, "sam", "PDF Reader", "Galaxy Sam"},
}

// wished are the apps that people like to have on a device of their own.
func wished(d *pretend) []string {
	if d.owner == "" {
		return nil
	}
	switch d.platform {
	case models.Windows:
		return []string{"Screen Notes", "Label Printer"}
	case models.MacOS:
		return []string{"Room Planner", "Scanner Bridge", "Ledger for Mac"}
	case models.IOS:
		return []string{"Canteen Menu"}
	case models.Android:
		return []string{"PDF Reader"}
	}
	return nil
}

// signIn has somebody sign in with the browser that they had the last time.
func (f *filler) signIn(ctx context.Context, who string) error {
	in, err := f.SignIn(ctx, f.users[who].Email, f.password, sessions.Visitor{Address: address(who), Agent: agent, Known: f.browsers[who]})
	f.browsers[who] = in.Known
	return err
}
