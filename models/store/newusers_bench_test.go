package store_test

import (
	"fmt"
	"sync"
	"testing"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
)

// BenchmarkNewUsers creates 10,000 users while 20,000 devices check in that have nothing to do. What is reported as plans is how
// many of the check-ins were planned anew: every plan writes plan_version.
func BenchmarkNewUsers(b *testing.B) {
	storetest.Benchmark(b, func(b *testing.B, f storetest.Fixture) {
		devices := f.Fill(b, storetest.Size{Devices: 20_000, Apps: 200, Assignments: 500})
		ctx, n := f.As(b, models.Administrator), 0
		named, reads := f.CountStatements("plan_version"), f.CountStatements("FROM devices WHERE token_hash")
		for b.Loop() {
			n++
			var created sync.WaitGroup
			created.Go(func() {
				for i := range 10_000 {
					email := fmt.Sprintf("new-%d-%d@example.com", n, i)
					if _, err := f.AddUser(ctx, field.Form{"name": {email}, "email": {email}, "role": {string(models.PortalUser)}}); err != nil {
						b.Error(err)
						return
					}
				}
			})
			for _, d := range devices {
				if _, err := f.CheckIn(b.Context(), d.Name, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil)}); err != nil {
					b.Fatal(err)
				}
			}
			created.Wait()
		}
		b.ReportMetric(float64(named.Load()-reads.Load()), "plans") // an idle check-in's one query names it as well
		b.ReportMetric(0, "ns/op")
	})
}
