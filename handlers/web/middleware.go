package web

import (
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"appdepot/models"
)

// policy lets a page use nothing but this server: no inline script or style, no frame, no other site.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// requestID gives every request a number of ours, under which it is logged and which people can read out. Echo's own RequestID
// would take the number that the sender chose, as long and as often as he likes.
func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := string(models.NewID())
		c.Set("request", id)
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

const maxStack = 64 << 10 // bytes of a panic's stack that are logged

// recoverPanics turns a panic into an error, so that one broken page does not end the server. The error is logged where all are: fail.
func recoverPanics() echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{
		StackSize: maxStack, DisableStackAll: true,
		LogErrorFunc: func(_ echo.Context, err error, stack []byte) error { return fmt.Errorf("panic: %w\n%s", err, stack) },
	})
}

// logRequests writes one line a request. Addresses are logged without their query, which may hold what people searched.
func (s *Server) logRequests() echo.MiddlewareFunc {
	return middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
		HandleError: true, // so that the status is the one that was sent
		LogMethod:   true, LogURIPath: true, LogStatus: true, LogResponseSize: true, LogLatency: true, LogRemoteIP: true,
		LogValuesFunc: func(c echo.Context, v middleware.RequestLoggerValues) error {
			s.Log.Debug("request", "id", c.Get("request"), "method", v.Method, "path", v.URIPath, "status", v.Status,
				"bytes", v.ResponseSize, "took", v.Latency.Round(time.Microsecond), "address", v.RemoteIP)
			return nil
		},
	})
}

// secureHeaders sets the headers that Echo knows. None of its middleware here wraps the response: content is sent by the kernel from the
// file to the connection, which a wrapped response writer would prevent.
func secureHeaders() echo.MiddlewareFunc {
	return middleware.SecureWithConfig(middleware.SecureConfig{
		ContentSecurityPolicy: policy, ContentTypeNosniff: "nosniff", ReferrerPolicy: "same-origin",
	})
}

// isolationHeaders sets the headers that Echo does not know, and Strict-Transport-Security: Echo's believes anybody's X-Forwarded-Proto, and
// leaves the header out behind a proxy that sends none.
func (s *Server) isolationHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if s.secure(c.Request()) {
			h.Set(echo.HeaderStrictTransportSecurity, "max-age=31536000; includeSubDomains")
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
				return models.Forbidden("The request came from another site and was blocked. Open Appdepot and try again.").Because(crossSite{err})
			}
			return next(c)
		}
	}
}

// crossSite is the cause of refusing a write that another site made a browser send.
type crossSite struct{ error }

// secure reports whether the browser reached us over TLS, here or at the proxy in front.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.PublicURL != nil && s.PublicURL.Scheme == "https"
}

// ipExtractor finds who a request comes from: the connection, or what a trusted proxy says.
func (s *Server) ipExtractor() echo.IPExtractor {
	if len(s.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range s.Proxies {
		options = append(options, echo.TrustIPRange(&net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}
