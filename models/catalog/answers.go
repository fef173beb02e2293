package catalog

import (
	"sync"
	"time"
)

// mostAnswers and mostAnswered bound what is remembered: how many answers, and bytes of all of them.
const (
	mostAnswers  = 512
	mostAnswered = 32 << 20
)

// answers remembers what catalogues said for a while, so that the same question is not asked again.
type answers struct {
	now  func() time.Time
	mu   sync.Mutex
	kept map[string]answer
	size int
}

type answer struct {
	text  []byte
	until time.Time
}

func newAnswers(now func() time.Time) *answers {
	return &answers{now: now, kept: map[string]answer{}}
}

// recall gives what was said to a question, if that is not too long ago. Callers do not change it.
func (a *answers) recall(question string) ([]byte, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	kept, ok := a.kept[question]
	if !ok || a.now().After(kept.until) {
		return nil, false
	}
	return kept.text, true
}

func (a *answers) remember(question string, text []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.forget(func(kept answer) bool { return a.now().After(kept.until) })
	if len(a.kept) >= mostAnswers || a.size+len(text) > mostAnswered {
		a.forget(func(answer) bool { return true })
	}
	a.size += len(text) - len(a.kept[question].text)
	a.kept[question] = answer{text, a.now().Add(answersKept)}
}

// drop forgets what was said to one question.
func (a *answers) drop(question string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.size -= len(a.kept[question].text)
	delete(a.kept, question)
}

func (a *answers) forget(which func(answer) bool) {
	for question, kept := range a.kept {
		if which(kept) {
			a.size -= len(kept.text)
			delete(a.kept, question)
		}
	}
}
