package kit

import (
	"context"
	"time"

	"appdepot/models/apptype"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Expiry is that an app stops working on devices soon, or has. It is zero for other apps.
type Expiry struct {
	Text, Short string
	Expired     bool
}

// ExpiryOf tells whether an app of a type with these values stops working soon, or has.
func ExpiryOf(ctx context.Context, kind string, values map[string]string, now time.Time) Expiry {
	d, ok := apptype.Get(kind)
	if !ok {
		return Expiry{}
	}
	why, over := d.ExpiryWarning(values, now)
	if why.Empty() {
		return Expiry{}
	}
	e := Expiry{Text: say.Reason(ctx, why), Expired: over, Short: say.T(ctx, "Expires on %s", say.Day(ctx, d.Expires(values), now))}
	if over {
		e.Short = say.T(ctx, "Expired on %s", say.Day(ctx, d.Expires(values), now))
	}
	return e
}

// Kind is the color of the ending.
func (e Expiry) Kind() ui.Kind {
	if e.Expired {
		return ui.Bad
	}
	return ui.Warn
}

// Icon is the icon of the ending.
func (e Expiry) Icon() string {
	if e.Expired {
		return "error-circle-16-filled"
	}
	return "warning-16-filled"
}

func (e Expiry) title(ctx context.Context) string {
	if e.Expired {
		return say.T(ctx, "This app has expired")
	}
	return say.T(ctx, "This app expires soon")
}
