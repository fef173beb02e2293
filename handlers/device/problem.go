package device

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store"
	"appdepot/models/watch"
	"appdepot/views/say"
)

// kinds are the names and titles of problems in the API's description.
var kinds = map[models.Kind]struct{ name, title string }{
	models.KindInternal:        {"internal", "Something went wrong"},
	models.KindInvalid:         {"invalid", "Not acceptable"},
	models.KindNotFound:        {"notFound", "Not found"},
	models.KindConflict:        {"conflict", "Conflict"},
	models.KindForbidden:       {"forbidden", "Not allowed"},
	models.KindUnauthenticated: {"unauthenticated", "Not enrolled"},
	models.KindTooLarge:        {"tooLarge", "Too large"},
	models.KindTooMany:         {"tooMany", "Too often"},
	models.KindUnavailable:     {"unavailable", "Temporarily unavailable"},
	models.KindTimeout:         {"timeout", "Too slow"},
}

// answer makes a handler whose errors are answered as the API's description says. Devices act for nobody, whatever cookies
// they send.
func (d *api) answer(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		c.SetRequest(r.WithContext(models.WithActor(r.Context(), models.Actor{Address: c.RealIP()})))
		c.Response().Header().Set("Cache-Control", "no-store")
		if token, err := bearer(c); err == nil && !d.buckets.take(token, time.Now()) {
			return d.writeProblem(c, tooOften())
		}
		err := h(c)
		if err == nil {
			return nil
		}
		switch kind := models.KindOf(err); {
		case kind == models.KindUnauthenticated:
			err = cmp.Or(d.store.UnknownDevice(c.Request().Context()), err)
		case kind == models.KindForbidden && c.Path() != enrollments: // of those the store tells
			d.store.Watch.Warn(watch.Forbidden, "method", r.Method, "path", r.URL.Path, "address", c.RealIP())
		}
		return d.writeProblem(c, err)
	}
}

// writeProblem answers with a problem. A fault of the server is logged, and its words stay here.
func (d *api) writeProblem(c echo.Context, err error) error {
	gone := web.ClientGone(c, err)
	err = web.TranslateDown(err)
	if c.Response().Committed {
		return err
	}
	kind := models.KindOf(err)
	if gone && kind == models.KindInternal {
		err, kind = models.Timeout("The request did not arrive in time. Check your connection and try again.").Because(err), models.KindTimeout
	}
	if kind == models.KindInternal || store.Down(err) {
		d.log.Error("device request failed", "method", c.Request().Method, "path", c.Request().URL.Path, "error", err)
	}
	switch kind {
	case models.KindUnauthenticated:
		c.Response().Header().Set("WWW-Authenticate", "Bearer")
	case models.KindTooMany, models.KindUnavailable:
		c.Response().Header().Set("Retry-After", web.RetryAfter)
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	return c.JSON(web.Status(err), problem(c.Request().Context(), err))
}

// problem says in English what is wrong: its readers are programs and whoever writes them.
func problem(ctx context.Context, err error) checkin.Problem {
	p := checkin.Problem{Kind: kinds[models.KindOf(err)].name, Title: kinds[models.KindOf(err)].title, Detail: "The server failed. Try again later."}
	e, ok := errors.AsType[*models.Error](err)
	if !ok || e.Kind == models.KindInternal {
		return p
	}
	inEnglish := say.In(ctx, "en")
	p.Detail, p.Reason = say.Text(inEnglish, e.Text), models.ReasonOf(err).Code
	for field, text := range e.Fields {
		if p.Fields == nil {
			p.Fields = map[string]string{}
		}
		p.Fields[field] = say.Text(inEnglish, text)
	}
	return p
}

// tooLargeError turns reading beyond the limit into words.
func tooLargeError(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return models.TooLarge("The message is larger than %s MiB. Send less at a time.", checkin.MaxBody>>20).Because(err)
	}
	return err
}

func notFound(echo.Context) error {
	return models.NotFound("Nothing found at this URL. See GET /device/v1/openapi.yaml.")
}
