package kit

import (
	"context"
	"time"

	"appdepot/models/apptype"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Ending is that an app stops working on devices soon, or has. It is zero for other apps.
type Ending struct {
	Text, Short string
	Over        bool
}

// EndingOf tells whether an app of a type with these values stops working soon, or has.
func EndingOf(ctx context.Context, kind string, values map[string]string, now time.Time) Ending {
	d, ok := apptype.Get(kind)
	if !ok {
		return Ending{}
	}
	why, over := d.ExpiryWarning(values, now)
	if why.Empty() {
		return Ending{}
	}
	e := Ending{Text: say.Reason(ctx, why), Over: over, Short: say.T(ctx, "Stops working on %s", say.Day(ctx, d.Expires(values), now))}
	if over {
		e.Short = say.T(ctx, "Stopped working on %s", say.Day(ctx, d.Expires(values), now))
	}
	return e
}

// Kind is the color of the ending.
func (e Ending) Kind() ui.Kind {
	if e.Over {
		return ui.Bad
	}
	return ui.Warn
}

// Icon is the icon of the ending.
func (e Ending) Icon() string {
	if e.Over {
		return "error-circle-16-filled"
	}
	return "warning-16-filled"
}

func (e Ending) title(ctx context.Context) string {
	if e.Over {
		return say.T(ctx, "This app no longer starts")
	}
	return say.T(ctx, "This app soon stops working")
}
