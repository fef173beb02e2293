package targeting

import (
	"slices"

	"appdepot/models"
)

// Same reports whether two sets hold the same assignments, in whatever order.
func Same(a, b []models.DraftAssignment) bool {
	return len(Without(a, b)) == 0 && len(Without(b, a)) == 0
}

// Without is what is in a and not in b.
func Without(a, b []models.DraftAssignment) []models.DraftAssignment {
	rest := []models.DraftAssignment{}
	for _, x := range a {
		if !slices.Contains(b, x) {
			rest = append(rest, x)
		}
	}
	return rest
}

// Common is what is in every one of the sets, in the order of the first.
func Common(sets ...[]models.DraftAssignment) []models.DraftAssignment {
	common := []models.DraftAssignment{}
	if len(sets) == 0 {
		return common
	}
	for _, x := range sets[0] {
		if !slices.ContainsFunc(sets[1:], func(other []models.DraftAssignment) bool { return !slices.Contains(other, x) }) {
			common = append(common, x)
		}
	}
	return common
}

// Apply makes the changes between two sets to a third: what was taken away goes, what was added comes, and all else stays.
func Apply(before, after, to []models.DraftAssignment) []models.DraftAssignment {
	set := Without(to, Without(before, after))
	return append(set, Without(Without(after, before), set)...)
}
