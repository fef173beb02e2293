package web

import (
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/models"
)

// policy lets a page use nothing but this server: no inline script or style, no frame, no other site.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := string(models.NewID())
		c.Set("request", id)
		c.Response().Header().Set("X-Request-Id", id)
		return next(c)
	}
}

// recovered turns a panic into an error, so that one broken page does not end the server.
func (s *Server) recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler {
					panic(r)
				}
				err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
				c.Error(err)
			}
		}()
		return next(c)
	}
}

// logged writes one line a request. Addresses are logged without their query, which may hold what people searched.
func (s *Server) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		r := c.Request()
		s.Log.Debug("request", "id", c.Get("request"), "method", r.Method, "path", r.URL.Path, "status", c.Response().Status,
			"bytes", c.Response().Size, "took", time.Since(start).Round(time.Microsecond), "address", c.RealIP())
		return nil
	}
}

func (s *Server) secured(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if s.secure(c.Request()) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// sameOrigin refuses writes that another site makes a browser do. The device API never reads the session, so it is free.
func (s *Server) sameOrigin() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	protection.AddInsecureBypassPattern("/device/")
	if s.PublicURL != nil {
		if err := protection.AddTrustedOrigin(s.PublicURL.Scheme + "://" + s.PublicURL.Host); err != nil {
			s.Log.Warn("the public address is no origin", "address", s.PublicURL.Redacted(), "error", err)
		}
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				return models.Forbidden("This was sent from another site, so it was not done. Open Appdepot itself and try again there.").Because(err)
			}
			return next(c)
		}
	}
}

// secure reports whether the browser reached us over TLS, here or at the proxy in front.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.PublicURL != nil && s.PublicURL.Scheme == "https"
}

// addresses finds who a request comes from: the connection, or what a trusted proxy says.
func (s *Server) addresses() echo.IPExtractor {
	if len(s.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range s.Proxies {
		options = append(options, echo.TrustIPRange(&net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// local reports whether an address stays on this server: a path, not another host or scheme.
func local(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") && !strings.ContainsAny(address, "\\\r\n\t")
}

// Local gives the address when it stays on this server, and the fallback otherwise.
func Local(address, fallback string) string {
	if local(address) {
		return address
	}
	return fallback
}
