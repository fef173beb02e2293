package admin_test

import (
	"net/http"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/installer/sample"
)

func TestNewVersionIsUploaded(t *testing.T) {
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	beginType(b, "androidLobApp")
	probe := func(version string) []byte {
		return sample.MSI(sample.MSIOptions{Name: "Probe", Version: version, Manufacturer: "Contoso", AllUsers: "1",
			ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}"})
	}
	upload(b, "probe.msi", probe("1.2.3"))
	b.Fill("Description", "Measures.")
	b.Press("Next")
	b.Press("Next")
	b.Press("Create")
	b.Click("Upload new version")
	upload(b, "probe-again.msi", probe("1.2.3"))
	b.Status(http.StatusUnprocessableEntity)
	b.See("This package has version 1.2.3, which the app already has.")
	upload(b, "probe-next.msi", probe("2.0.0"))
	b.See("Version 2.0.0 of Probe is uploaded.")
	b.WithinRow("probe-next.msi", func() { b.See("Current") })

	reader := s.As(models.ReadOnlyOperator)
	reader.Visit(b.URL())
	reader.See("probe-next.msi")
	reader.DontSee("Upload new version")
}
