package ui

import (
	"encoding/json"
	"sort"
)

// FileLimits are the most bytes of a file by the ending of its name, such as ".ipa", where an ending has a limit of its own.
type FileLimits map[string]int64

func (l FileLimits) json() string {
	text, _ := json.Marshal(l) // a map of numbers always can be
	return string(text)
}

// limitGroup are the endings of names that share a limit.
type limitGroup struct {
	extensions []string
	limit      int64
}

// groups puts endings with the same limit together, the largest first; those without a limit of their own have the one for all.
func (l FileLimits) groups(extensions []string, all int64) (groups []limitGroup) {
	place := map[int64]int{}
	for _, e := range extensions {
		limit, own := l[e]
		if !own {
			limit = all
		}
		if _, known := place[limit]; !known {
			place[limit] = len(groups)
			groups = append(groups, limitGroup{limit: limit})
		}
		g := &groups[place[limit]]
		g.extensions = append(g.extensions, e)
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].limit > groups[j].limit })
	return groups
}
