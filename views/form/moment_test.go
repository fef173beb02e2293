package form_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
)

func TestMomentsAreAskedInTheReadersTimeZone(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	f := field.Field{Key: "starts", Label: "Starts", Control: field.DateTime}
	for _, c := range []struct {
		zone         *time.Location
		stored, want string
		says         string
	}{
		{amsterdam, "2030-07-31T10:00:00Z", "2030-07-31T12:00", "In your time zone, Europe/Amsterdam."},
		{amsterdam, "2030-01-31T11:00:30Z", "2030-01-31T12:00:30", "Europe/Amsterdam"},
		{amsterdam, "", "", "Europe/Amsterdam"},
		{time.Local, "", "", "In this server's time zone"},
	} {
		doc := render(t, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return form.Question(f, []field.Field{f}, form.State{Form: field.Form{"starts": {c.stored}}}).Render(say.InZone(ctx, c.zone), w)
		}))
		accessible(t, doc)
		input := doc.Find("input[type=datetime-local]")
		if got := input.AttrOr("value", ""); got != c.want {
			t.Errorf("%s is shown as %q, want %q", c.stored, got, c.want)
		}
		if help := doc.Find("#" + input.AttrOr("aria-describedby", "-")).Text(); !strings.Contains(help, c.says) {
			t.Errorf("the field says %q, want %q", help, c.says)
		}
		if back := field.InUTC(typed(doc)).Get("starts"); back != c.stored {
			t.Errorf("%s comes back as %q", c.stored, back)
		}
	}
}

// Sentences made of answers say moments as people read them, in rows too.
func TestMomentsInSentencesAreReadable(t *testing.T) {
	fields := []field.Field{
		{Key: "at", Control: field.DateTime},
		{Key: "rows", Control: field.Table, Rows: &field.Rows{Fields: []field.Field{{Key: "at", Control: field.DateTime}, {Key: "name", Control: field.Text}}}},
	}
	typed := field.Form{"at": {"2030-01-31T12:00:00Z"}, "rows": {"1"}, "rows.0.at": {"2030-02-28T12:00:00Z"}, "rows.0.name": {"x"}}
	said := form.Readable(context.Background(), fields, typed)
	if said.Get("at") != "31 Jan 2030 12:00 UTC" || said.Get("rows.0.at") != "28 Feb 2030 12:00 UTC" || said.Get("rows.0.name") != "x" || typed.Get("at") != "2030-01-31T12:00:00Z" {
		t.Errorf("%v", said)
	}
}
