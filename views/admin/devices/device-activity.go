package devices

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// DeviceActivityProps are what happened on a device, by days, the newest first.
type DeviceActivityProps struct {
	DeviceFrameProps
	Days  []Day
	Pager ui.Pager
}

// Day is what happened on one day, as the reader's time zone has it.
type Day struct {
	Name     string
	Happened []Happened
}

// Add adds what happened before everything that was added.
func (p *DeviceActivityProps) Add(ctx context.Context, h Happened) {
	at, now := h.At.In(say.Zone(ctx)), p.Now.In(say.Zone(ctx))
	name := say.Day(ctx, at, now)
	if name == say.Day(ctx, now, now) {
		name = say.T(ctx, "Today")
	}
	if n := len(p.Days); n == 0 || p.Days[n-1].Name != name {
		p.Days = append(p.Days, Day{Name: name})
	}
	last := &p.Days[len(p.Days)-1]
	last.Happened = append(last.Happened, h)
}

// Happened is one activity: what somebody did to the device, by whom and with what values, or, with an App, an order that the device got.
type Happened struct {
	At        time.Time
	Icon      string
	Title, By string
	Changes   []ui.Change

	App, Version, URL string
	Action            models.Action
	Attempt           int
	Outcome           OrderOutcome
	Ended             *time.Time // when the device reported the outcome
	Code, Short       string     // of a failure, and what it means in a few words; empty when nobody knows
}

// OrderOutcome is what became of an order.
type OrderOutcome string

// The outcomes.
const (
	Succeeded OrderOutcome = "succeeded"
	Failed    OrderOutcome = "failed"
	Withdrawn OrderOutcome = "withdrawn"
	Open      OrderOutcome = "open"
)

// Outcome is what became of an order.
func Outcome(o models.Order) OrderOutcome {
	switch {
	case o.Withdrawn:
		return Withdrawn
	case o.DoneAt == nil:
		return Open
	case o.Succeeded:
		return Succeeded
	}
	return Failed
}

// title says what the order was.
func (h Happened) title(ctx context.Context) string {
	switch {
	case h.App == "":
		return h.Title
	case h.Action == models.UninstallAction:
		return say.T(ctx, "Uninstall %s", h.app())
	case h.Action == models.UpdateAction:
		return say.T(ctx, "Update %s", h.app())
	}
	return say.T(ctx, "Install %s", h.app())
}

func (h Happened) app() string {
	if h.Version == "" {
		return h.App
	}
	return h.App + " " + h.Version
}

// note says who did it, or how often it was tried.
func (h Happened) note(ctx context.Context) string {
	switch {
	case h.App == "" && h.By != "":
		return say.T(ctx, "By %s", h.By)
	case h.Attempt > 1:
		return say.T(ctx, "Attempt %s", say.Number(ctx, h.Attempt))
	}
	return ""
}

// outcome is what became of the order, in words and with its icon.
func (h Happened) outcome(ctx context.Context) (kind ui.Kind, icon, words string) {
	switch h.Outcome {
	case Succeeded:
		if h.Action == models.UninstallAction {
			return ui.OK, "", say.T(ctx, "Uninstalled")
		}
		return ui.OK, "", say.T(ctx, "Installed")
	case Failed:
		return ui.Bad, "", say.T(ctx, "Failed")
	case Withdrawn:
		return ui.Mute, "subtract-circle-16", say.T(ctx, "Withdrawn")
	}
	return ui.Info, "", say.T(ctx, "Waiting for the device")
}

func (h Happened) icon() string {
	switch {
	case h.App == "":
		return h.Icon
	case h.Action == models.UninstallAction:
		return "delete"
	}
	return "arrow-download"
}
