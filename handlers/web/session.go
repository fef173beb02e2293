package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/views/say"
)

// What the session middleware leaves for handlers.
const (
	sessionKey = "session" // models.Session
	userKey    = "user"    // models.User
)

const (
	hostPrefix   = "__Host-"
	sessionName  = "appdepot_session"
	knownName    = "appdepot_browser" // makes the browser one that somebody signed in with before
	languageName = "language"         // preference cookies before sign-in
	themeName    = "theme"
	zoneName     = "timezone" // the browser's, as static/js/time-zone.js keeps it
)

// sessionStore is the gorilla session store over the sessions table: the cookie holds an opaque value, everything else is in
// the row that its hash finds.
type sessionStore struct{ server *Server }

// Values of a gorilla session.
type sessionValue int

const (
	tokenValue sessionValue = iota // string, the cookie's opaque value
	userValue                      // models.User
	rowValue                       // models.Session
)

// Get gives the request's session, the same one each time within a request.
func (s *sessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session named by the request's cookie; without a live one the session is new and empty.
func (s *sessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.IsNew = true
	session.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: s.server.secure(r), SameSite: http.SameSiteLaxMode}
	value := cookie(r, name)
	if value == "" {
		return session, nil
	}
	user, row, err := s.server.Store.SessionUser(r.Context(), value)
	if models.KindOf(err) == models.KindUnauthenticated && err != nil {
		return session, nil
	}
	if err != nil {
		return session, err
	}
	session.IsNew = false
	session.Values[tokenValue], session.Values[userValue], session.Values[rowValue] = value, user, row
	return session, nil
}

// Save sends the cookie: the opaque value, or its removal when the session's MaxAge is negative.
func (s *sessionStore) Save(_ *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	value, _ := session.Values[tokenValue].(string)
	http.SetCookie(w, sessions.NewCookie(session.Name(), value, session.Options))
	return nil
}

// loadSession puts the session's user, language, time zone and look into the request. A device is known by its token alone.
func (s *Server) loadSession(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if strings.HasPrefix(c.Request().URL.Path, "/device/") {
			return next(c)
		}
		c.Set("now", s.Now())
		ctx := context.WithValue(c.Request().Context(), serverKey{}, s)
		session, err := s.session(c.Request())
		if err != nil {
			return err
		}
		user, _ := session.Values[userValue].(models.User)
		row, _ := session.Values[rowValue].(models.Session)
		c.Set(userKey, user)
		c.Set(sessionKey, row)
		ctx = models.WithActor(ctx, row.Actor(user, c.RealIP()))
		ctx = say.InZone(say.In(ctx, s.languageOf(c.Request(), user)), zoneOf(c.Request(), user))
		ctx = say.At(ctx, Now(c))
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

func (s *Server) session(r *http.Request) (*sessions.Session, error) {
	return s.sessions.Get(r, s.cookieName(r, sessionName))
}

type serverKey struct{}

// ServerOf is the server a request runs on.
func ServerOf(c echo.Context) *Server {
	s, _ := c.Request().Context().Value(serverKey{}).(*Server)
	return s
}

// User is the signed-in user; the zero User before sign-in.
func User(c echo.Context) models.User {
	u, _ := c.Get(userKey).(models.User)
	return u
}

// Session is the row of the signed-in browser; the zero Session before sign-in.
func Session(c echo.Context) models.Session {
	s, _ := c.Get(sessionKey).(models.Session)
	return s
}

// SessionToken is the opaque value of the request's cookie, empty before sign-in.
func SessionToken(c echo.Context) string {
	session, err := ServerOf(c).session(c.Request())
	if err != nil {
		return ""
	}
	token, _ := session.Values[tokenValue].(string)
	return token
}

// SetSessionCookie gives the browser the cookie of a session, which it forgets at a time; at the zero time, when it is closed.
func SetSessionCookie(c echo.Context, token string, until time.Time) error {
	if until.IsZero() {
		return setCookie(c, token, 0)
	}
	return setCookie(c, token, max(1, int(until.Sub(Now(c)).Seconds())))
}

// RenewSession gives the browser another cookie for the session that it has.
func RenewSession(c echo.Context) error {
	renewed, err := ServerOf(c).Store.RenewSession(c.Request().Context(), SessionToken(c))
	if err != nil {
		return err
	}
	return SetSessionCookie(c, renewed, Session(c).CookieUntil())
}

// ClearSessionCookie takes the session cookie away.
func ClearSessionCookie(c echo.Context) error { return setCookie(c, "", -1) }

func setCookie(c echo.Context, token string, maxAge int) error {
	session, err := ServerOf(c).session(c.Request())
	if err != nil {
		return err
	}
	session.Values[tokenValue] = token
	session.Options.MaxAge = maxAge
	return session.Save(c.Request(), c.Response())
}

// mostKept is the longest that browsers keep a cookie.
const mostKept = 400 * 24 * time.Hour

// KnownBrowser is the secret of a browser that somebody signed in with before, empty for any other.
func KnownBrowser(c echo.Context) string {
	return cookie(c.Request(), ServerOf(c).cookieName(c.Request(), knownName))
}

// SetKnownBrowser gives the browser the secret by which it is known. How long that is good for, the store decides.
func SetKnownBrowser(c echo.Context, secret string) {
	r := c.Request()
	c.SetCookie(&http.Cookie{
		Name: ServerOf(c).cookieName(r, knownName), Value: secret, Path: "/", MaxAge: int(mostKept.Seconds()),
		HttpOnly: true, Secure: ServerOf(c).secure(r), SameSite: http.SameSiteLaxMode,
	})
}

// cookieName is a cookie's name. Over https its prefix keeps other hosts of the same domain, and http, from setting it. A request
// that is refused before its session is read has no server.
func (s *Server) cookieName(r *http.Request, name string) string {
	if s != nil && s.secure(r) {
		return hostPrefix + name
	}
	return name
}

// cookie is the value of a request's cookie, empty when there is none.
func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// Preference is a preference that SetPreference kept in the browser, empty for none.
func Preference(c echo.Context, name string) string {
	return cookie(c.Request(), ServerOf(c).cookieName(c.Request(), name))
}

// Browser is what the browser says of where it runs.
func Browser(c echo.Context) models.Browser {
	return models.Browser{Agent: c.Request().UserAgent(), Platform: c.Request().Header.Get("Sec-CH-UA-Platform")}
}

// SetPreference keeps a preference in a cookie: what people chose before they signed in, and what holds for this browser alone.
func SetPreference(c echo.Context, name, value string) {
	c.SetCookie(&http.Cookie{
		Name: ServerOf(c).cookieName(c.Request(), name), Value: value, Path: "/", MaxAge: int(mostKept.Seconds()),
		HttpOnly: true, Secure: ServerOf(c).secure(c.Request()), SameSite: http.SameSiteLaxMode,
	})
}
