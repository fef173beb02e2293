package catalog

import (
	"sync"
	"time"
)

// maxAnswers and maxAnswerMemory bound what is remembered: how many answers, and bytes of all of them.
const (
	maxAnswers      = 512
	maxAnswerMemory = 32 << 20
)

// answerCache remembers what catalogs said for a while, so that the same question is not asked again.
type answerCache struct {
	now  func() time.Time
	mu   sync.Mutex
	kept map[string]answer
	size int
}

type answer struct {
	text  []byte
	until time.Time
}

func newAnswers(now func() time.Time) *answerCache {
	return &answerCache{now: now, kept: map[string]answer{}}
}

// get gives what was said to a question, if that is not too long ago. Callers do not change it.
func (a *answerCache) get(question string) ([]byte, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	kept, ok := a.kept[question]
	if !ok || a.now().After(kept.until) {
		return nil, false
	}
	return kept.text, true
}

func (a *answerCache) put(question string, text []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.removeWhere(func(kept answer) bool { return a.now().After(kept.until) })
	if len(a.kept) >= maxAnswers || a.size+len(text) > maxAnswerMemory {
		a.removeWhere(func(answer) bool { return true })
	}
	a.size += len(text) - len(a.kept[question].text)
	a.kept[question] = answer{text, a.now().Add(answersKept)}
}

// drop removes the answer to one question.
func (a *answerCache) drop(question string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.size -= len(a.kept[question].text)
	delete(a.kept, question)
}

func (a *answerCache) removeWhere(which func(answer) bool) {
	for question, kept := range a.kept {
		if which(kept) {
			a.size -= len(kept.text)
			delete(a.kept, question)
		}
	}
}
