package catalog

import (
	"slices"
	"sync"
	"time"
)

// rateLimit lets so many questions pass in a minute, because a catalog asks for that.
type rateLimit struct {
	perMinute int
	now       func() time.Time
	mu        sync.Mutex
	asked     []time.Time
}

// allow reports whether one more question may be asked now, and counts it. A nil pace lets everything pass.
func (p *rateLimit) allow() bool {
	if p == nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.asked = slices.DeleteFunc(p.asked, func(t time.Time) bool { return now.Sub(t) >= time.Minute })
	if len(p.asked) >= p.perMinute {
		return false
	}
	p.asked = append(p.asked, now)
	return true
}
