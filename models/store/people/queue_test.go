package people

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"

	"appdepot/models"
)

func TestTooManyWhoWaitAreSentAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue()
		for range cap(q.turns) {
			if _, err := q.enter(t.Context(), "192.0.2.1"); err != nil {
				t.Fatal(err)
			}
		}
		ctx, leave := context.WithCancel(t.Context())
		var waiting sync.WaitGroup
		wait := func(n int, address func(int) string) {
			for i := range n {
				waiting.Go(func() { _, _ = q.enter(ctx, address(i)) })
			}
			synctest.Wait()
		}
		sent := func(what, address string) {
			t.Helper()
			if _, err := q.enter(ctx, address); models.KindOf(err) != models.KindUnavailable || err == nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		wait(mostWaitingFromOne, func(int) string { return "192.0.2.9" })
		sent("one more of that address", "192.0.2.9")
		wait(mostWaiting-mostWaitingFromOne, func(i int) string { return fmt.Sprint("198.51.100.", i) })
		sent("one more of another address", "192.0.2.1")
		leave()
		waiting.Wait()
		if len(q.from) != 0 || q.waiting != 0 {
			t.Errorf("%d wait, from %v", q.waiting, q.from)
		}
	})
}
