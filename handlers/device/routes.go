package device

import (
	_ "embed"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/store"
)

//go:embed openapi.yaml
var description []byte

// Prefix is where the device API lives.
const Prefix = "/device/v1"

// enrollments is where devices enroll.
const enrollments = Prefix + "/enrollments"

// api is what the handlers share.
type api struct {
	store   *store.Store
	log     *slog.Logger
	buckets *buckets
}

// Routes adds the device API.
func Routes(g *web.Group, s *store.Store, log *slog.Logger) {
	d := &api{s, log, newBuckets(mostTokens)}
	g.Device(http.MethodPost, enrollments, d.answer(d.enroll))
	g.Device(http.MethodDelete, Prefix+"/enrollments/current", d.answer(d.leave))
	g.Device(http.MethodPost, Prefix+"/checkins", d.answer(d.checkIn))
	g.Device(http.MethodPost, Prefix+"/reports", d.answer(d.report))
	g.Device(http.MethodGet, Prefix+"/content/:versionId", d.answer(d.content))
	g.Device(http.MethodHead, Prefix+"/content/:versionId", d.answer(d.content))
	g.Device(http.MethodGet, Prefix+"/openapi.yaml", d.answer(d.description))
	g.NotFound("/device/*", d.answer(notFound))
}

func (d *api) description(c echo.Context) error {
	return c.Blob(http.StatusOK, "application/yaml", description)
}
