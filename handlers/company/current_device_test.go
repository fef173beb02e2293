package company_test

import (
	"testing"

	"appdepot/models"
	"appdepot/views/link"
)

func TestThePortalOpensOnTheDeviceInHand(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	laptop, err := s.AddDevice(s.ctx, models.Device{Name: "Laptop", Platform: models.Windows, OSVersion: "10.0.26100.2033", Ownership: models.Corporate,
		PrimaryUserID: s.user.ID, Enrolled: true})
	noError(t, err)
	phone := s.open()
	phone.SetHeader("User-Agent", "Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile Safari/537.36")
	phone.Visit(link.Company())
	phone.See("For Work phone, Android 14")
	desk := s.open()
	desk.SetHeader("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36")
	desk.Visit(link.Company())
	desk.See("For Laptop, Windows 11 24H2")
	desk.Visit(link.Query(link.Company(), "device", string(s.phone.ID)))
	desk.Visit(link.CompanyApps())
	desk.See("For Work phone, Android 14")

	noError(t, s.RetireDevice(s.ctx, laptop.ID))
	s.device(t, "New phone", true)
	phone.Visit(link.CompanyApps())
	phone.See("For Work phone") // the one remembered, not another that the browser could run on
}
