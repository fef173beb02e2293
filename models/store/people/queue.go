package people

import (
	"context"
	"runtime"
	"sync"

	"appdepot/models"
)

// How many may wait for their password to be hashed: all together, and from one address.
const (
	mostWaiting        = 128
	mostWaitingFromOne = 64
)

// queue lets a few at a time do what takes a processor and much memory. The rest wait; when too many do, more are sent away, so that
// a flood of sign-ins eats neither the memory nor the time of everybody else.
type queue struct {
	turns   chan struct{}
	mu      sync.Mutex
	waiting int
	from    map[string]int
}

// newQueue leaves half of the processors to everything else.
func newQueue() *queue {
	return &queue{turns: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)), from: map[string]int{}}
}

// enter waits for a turn; leave ends it.
func (q *queue) enter(ctx context.Context, address string) (leave func(), err error) {
	address = network(address)
	if !q.wait(address) {
		return nil, tooManyAtATime()
	}
	defer q.waited(address)
	select {
	case q.turns <- struct{}{}:
		return func() { <-q.turns }, nil
	case <-ctx.Done():
		return nil, tooManyAtATime().Because(ctx.Err())
	}
}

func (q *queue) wait(address string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiting >= mostWaiting || q.from[address] >= mostWaitingFromOne {
		return false
	}
	q.waiting++
	q.from[address]++
	return true
}

func (q *queue) waited(address string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting--
	if q.from[address]--; q.from[address] == 0 {
		delete(q.from, address)
	}
}

func tooManyAtATime() *models.Error {
	return models.Unavailable("Too many people are signing in. Try again in a moment.")
}
