package web

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	"appdepot/models/watch"
	"appdepot/views/link"
	"appdepot/views/problem"
	"appdepot/views/say"
)

// statuses is the one table from kinds of error to HTTP.
var statuses = map[models.Kind]int{
	models.KindInternal:        http.StatusInternalServerError,
	models.KindInvalid:         http.StatusUnprocessableEntity,
	models.KindNotFound:        http.StatusNotFound,
	models.KindConflict:        http.StatusConflict,
	models.KindForbidden:       http.StatusForbidden,
	models.KindUnauthenticated: http.StatusUnauthorized,
	models.KindTooLarge:        http.StatusRequestEntityTooLarge,
	models.KindTooMany:         http.StatusTooManyRequests,
	models.KindUnavailable:     http.StatusServiceUnavailable,
	models.KindTimeout:         http.StatusRequestTimeout,
}

// RetryAfter is how many seconds a client waits when the server cannot serve.
const RetryAfter = "60"

// Status is the HTTP status an error is answered with.
func Status(err error) int { return statuses[models.KindOf(err)] }

// UserError gives the error when the same page should be shown again with it: input that was refused, or that met
// somebody else's change. Any other error is nil here and is returned by the handler.
func UserError(err error) *models.Error {
	e, ok := errors.AsType[*models.Error](err)
	if ok && (e.Kind == models.KindInvalid || e.Kind == models.KindConflict || e.Kind == models.KindTooLarge) {
		return e
	}
	return nil
}

// badForm names what is wrong with a body that cannot be read as a form.
func badForm(err error) error {
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return models.TooLarge("The form is larger than %s MB. Choose a smaller image or shorten the text.", e.Limit>>20).Because(err)
	}
	if _, ok := errors.AsType[*senderError](err); ok {
		return models.Timeout("The form did not arrive in time and nothing was saved. Check your connection and send it again.").Because(err)
	}
	return models.Invalid("The form arrived damaged and nothing was saved. Go back and send it again.").Because(err)
}

// translateError turns errors of the router and of reading bodies into ours.
func translateError(err error) error {
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		switch e.Code {
		case http.StatusNotFound, http.StatusMethodNotAllowed:
			return models.NotFound("This page does not exist. Check the link, or go to the home page.").Because(err)
		case http.StatusRequestEntityTooLarge:
			return models.TooLarge("The request is too large. Send something smaller.").Because(err)
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return badForm(err)
	}
	return TranslateDown(err)
}

// TranslateDown puts it into words that the database is down.
func TranslateDown(err error) error {
	if store.Down(err) {
		return models.Unavailable("The database is unavailable right now. Try again in a minute.").Because(err)
	}
	return err
}

const answeredKey = "answered" // that handleError has answered

// handleError answers an error: it is logged once, and people see its words, or a general sentence when it has none for them.
func (s *Server) handleError(err error, c echo.Context) {
	if c.Get(answeredKey) != nil {
		return // the log of requests asked first, Echo asks once more
	}
	c.Set(answeredKey, true)
	gone := ClientGone(c, err)
	if c.Response().Committed {
		s.breakOff(err, gone, c)
		return
	}
	if err = translateError(err); gone {
		err = timeout(err)
	}
	status, r := Status(err), c.Request()
	if gone {
		s.Log.Debug("the client went away", "id", c.Get("request"), "method", r.Method, "path", r.URL.Path, "error", err)
	} else if status == http.StatusInternalServerError || store.Down(err) {
		s.Log.Error("request failed", "id", c.Get("request"), "method", r.Method, "path", r.URL.Path, "error", err)
	}
	if status == http.StatusForbidden {
		s.noteRefusal(err, c)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	c.Response().Header().Set("Vary", "HX-Request, HX-Target")
	if status == http.StatusServiceUnavailable {
		c.Response().Header().Set("Retry-After", RetryAfter)
	}
	if status == http.StatusUnauthorized && !resumable(r) {
		if Redirect(c, link.SignIn()) == nil {
			return
		}
	}
	e, ok := errors.AsType[*models.Error](err)
	if !ok {
		e = &models.Error{Text: models.T("Something went wrong on the server. Try again. If it happens again, give your administrator the number below.")}
	}
	if strings.HasPrefix(r.URL.Path, link.Company()+"/") {
		r = r.WithContext(say.ForPerson(r.Context()))
		c.SetRequest(r)
	}
	if wantsText(r) || r.Context().Err() != nil {
		_ = c.String(status, say.Text(r.Context(), e.Text))
		return
	}
	page := problem.Page(Plain(c, problem.Title(r.Context(), status, e.Text)), problem.PageProps{
		Status: status, Text: e.Text, Fields: e.Fields, Request: requestOf(c),
	})
	if err := Page(c, status, page); err != nil {
		s.Log.Error("problem page failed", "id", c.Get("request"), "error", err)
		_ = c.String(status, say.Text(r.Context(), e.Text))
	}
}

// noteRefusal tells of a request that its sender had no right to make.
func (s *Server) noteRefusal(err error, c echo.Context) {
	kind, r := watch.Forbidden, c.Request()
	if _, other := errors.AsType[crossSite](err); other {
		kind = watch.CrossSite
	}
	details := []any{"id", c.Get("request"), "method", r.Method, "path", r.URL.Path, "address", c.RealIP(), "user", User(c).ID}
	if kind == watch.CrossSite {
		details = append(details, "origin", r.Header.Get(echo.HeaderOrigin))
	}
	if refusal, ok := errors.AsType[access.Refusal](err); ok {
		details = append(details, "action", refusal.Action)
	}
	s.Store.Watch.Warn(kind, details...)
}

// breakOff ends an answer that failed halfway, so that nobody takes it for whole.
func (s *Server) breakOff(err error, gone bool, c echo.Context) {
	level := slog.LevelError
	if gone {
		level = slog.LevelDebug
	}
	r := c.Request()
	s.Log.Log(r.Context(), level, "answer broke off", "id", c.Get("request"), "method", r.Method, "path", r.URL.Path, "error", err)
	panic(http.ErrAbortHandler)
}

// timeout is the error of a request whose sender nobody waits for, unless it says more.
func timeout(err error) error {
	if models.KindOf(err) != models.KindInternal {
		return err
	}
	return models.Timeout("The request did not arrive in time. Check your connection and try again.").Because(err)
}

// home is the first page of the portal that the request is in, or of the one that the person may use.
func home(c echo.Context) string {
	inPortal := strings.HasPrefix(c.Request().URL.Path+"/", link.Company()+"/")
	if inPortal || User(c).ID != "" && !Rights(c).Can(access.UseAdminPortal) {
		return link.Company()
	}
	return link.AdminHome()
}

// wantsText reports whether the sender shows the answer as a sentence of its own: uploads by script do.
func wantsText(r *http.Request) bool {
	return r.Method == http.MethodPut || resumable(r) || strings.HasPrefix(r.Header.Get("Accept"), "text/plain")
}

// resumable reports whether a request is one of a resumable upload, whose sender understands statuses but no page.
func resumable(r *http.Request) bool { return r.Header.Get("Tus-Resumable") != "" }

func requestOf(c echo.Context) string {
	id, _ := c.Get("request").(string)
	return id
}
