package device

import (
	"crypto/sha256"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"appdepot/models"
)

const (
	burst      = 120         // requests that a device may send at once
	refill     = time.Second // after which it may send one more
	mostTokens = 1 << 16     // tokens that are remembered at least; twice as many at most
)

// buckets are what each device may still send. Devices that have not come for a while are forgotten: their buckets have filled again.
type buckets struct {
	mu            sync.Mutex
	most          int
	recent, older map[[sha256.Size]byte]*rate.Limiter // by the token's hash; older is forgotten when recent has the most
}

func newBuckets(most int) *buckets {
	return &buckets{most: most, recent: map[[sha256.Size]byte]*rate.Limiter{}}
}

// take reports whether the device with this token may send one more request.
func (b *buckets) take(token string, now time.Time) bool {
	key := sha256.Sum256([]byte(token))
	b.mu.Lock()
	defer b.mu.Unlock()
	l := b.recent[key]
	if l == nil {
		if l = b.older[key]; l == nil {
			l = rate.NewLimiter(rate.Every(refill), burst)
		}
		if len(b.recent) >= b.most {
			b.older, b.recent = b.recent, map[[sha256.Size]byte]*rate.Limiter{}
		}
		b.recent[key] = l
	}
	return l.AllowN(now, 1)
}

func tooOften() error {
	return models.TooMany("This device sends too many requests. Wait until Retry-After has passed.")
}
