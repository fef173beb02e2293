package device

import (
	"strconv"
	"testing"
	"time"
)

// Burst is how many requests a device may send at once.
const Burst = burst

func TestBucketFillsAgain(t *testing.T) {
	b, now := newBuckets(10), time.Now()
	for range burst {
		if !b.take("token", now) {
			t.Fatal("refused too early")
		}
	}
	if b.take("token", now) {
		t.Error("one more is taken")
	}
	now = now.Add(2 * refill)
	for _, want := range []bool{true, true, false} {
		if b.take("token", now) != want {
			t.Errorf("two later, one is taken: %t, want %t", !want, want)
		}
	}
}

// Whoever makes up tokens does not fill the memory, and a device that keeps coming keeps its bucket.
func TestBucketsAreBounded(t *testing.T) {
	b, now := newBuckets(100), time.Now()
	for i := range 10_000 {
		b.take(strconv.Itoa(i), now)
		if i < burst {
			b.take("token", now)
		} else if b.take("token", now) {
			t.Fatalf("after %d others the device is served again", i)
		}
		if n := len(b.recent) + len(b.older); n > 200 {
			t.Fatalf("%d buckets are kept", n)
		}
	}
}
