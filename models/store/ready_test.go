package store_test

import (
	"context"
	"testing"
	"time"

	"appdepot/models/store/storetest"
)

// A store is ready when it can write, not just read.
func TestReadyWhenItCanWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		okay(t, f.Ready(t.Context()))
		other := again(t, f)
		release := f.Occupy(t)
		for range 2 { // and nobody waits for one who waits
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			if err := other.Ready(ctx); err == nil {
				t.Error("a store that cannot write is ready")
			}
			cancel()
		}
		release()
		for other.Ready(t.Context()) != nil { // until the one who waited has found out
			if t.Context().Err() != nil {
				t.Fatal("the store does not become ready")
			}
		}
	})
}
