package handlers

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"appdepot/handlers/web"
	"appdepot/views/link"
	"appdepot/views/say"
)

// securityText is where researchers look for whom to tell (RFC 9116).
const securityText = "/.well-known/security.txt"

// securityTextLasts is how long what security.txt says can be relied on; the RFC recommends less than a year.
const securityTextLasts = 180 * 24 * time.Hour

// wellKnown adds the addresses that programs know without having been told, and the metrics for who has the token.
func wellKnown(g *web.Group, s *web.Server) {
	g.Public(http.MethodGet, "/.well-known/change-password", changePassword)
	if s.SecurityContact != "" {
		g.Public(http.MethodGet, securityText, securityContact(s))
	}
	if s.MetricsToken != "" {
		g.Public(http.MethodGet, "/metrics", guardedMetrics(s.MetricsToken))
	}
}

// Metrics answers what Prometheus asks. It is for an address of its own, which only Prometheus reaches.
func Metrics() http.Handler { return promhttp.Handler() }

// guardedMetrics are the metrics on the public address.
func guardedMetrics(token string) echo.HandlerFunc {
	wanted, metrics := sha256.Sum256([]byte(token)), echo.WrapHandler(Metrics())
	return func(c echo.Context) error {
		scheme, sent, _ := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
		sum := sha256.Sum256([]byte(strings.TrimSpace(sent)))
		if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare(sum[:], wanted[:]) == 0 {
			c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
			return c.String(http.StatusUnauthorized, "send the metrics token as Authorization: Bearer\n")
		}
		return metrics(c)
	}
}

// changePassword leads password managers to where a password is changed.
func changePassword(c echo.Context) error { return web.Redirect(c, link.Account()) }

// securityContact says whom to tell of a weakness.
func securityContact(s *web.Server) echo.HandlerFunc {
	return func(c echo.Context) error {
		var languages []string
		for _, l := range say.Languages {
			languages = append(languages, l.Tag)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "Contact: %s\r\nExpires: %s\r\nPreferred-Languages: %s\r\n",
			s.SecurityContact, s.Now().Add(securityTextLasts).UTC().Format(time.RFC3339), strings.Join(languages, ", "))
		if s.PublicURL != nil && s.PublicURL.Scheme == "https" {
			fmt.Fprintf(&b, "Canonical: https://%s%s\r\n", s.PublicURL.Host, securityText)
		}
		return c.String(http.StatusOK, b.String())
	}
}
