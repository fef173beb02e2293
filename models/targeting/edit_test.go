package targeting

import (
	"testing"

	"pgregory.net/rapid"

	"appdepot/models"
)

func setsOf(t *rapid.T, label string) []models.DraftAssignment {
	one := rapid.Custom(func(t *rapid.T) models.DraftAssignment {
		return models.DraftAssignment{
			Intent: rapid.SampledFrom(models.Intents).Draw(t, "intent"), Mode: rapid.SampledFrom([]models.Mode{models.Include, models.Exclude}).Draw(t, "mode"),
			Target: models.TargetGroup, GroupID: rapid.SampledFrom([]models.ID{"a", "b", "c"}).Draw(t, "group"),
		}
	})
	return rapid.SliceOfNDistinct(one, 0, 6, func(d models.DraftAssignment) models.DraftAssignment { return d }).Draw(t, label)
}

func TestChangesAreAppliedToWhatIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after, to := setsOf(t, "before"), setsOf(t, "after"), setsOf(t, "to")
		if got := Apply(before, after, before); !Same(got, after) {
			t.Fatalf("applied to where they began: %v; want %v", got, after)
		}
		if got := Apply(before, before, to); !Same(got, to) {
			t.Fatalf("no change made %v of %v", got, to)
		}
		got := Apply(before, after, to)
		for _, d := range Without(after, before) {
			if len(Without([]models.DraftAssignment{d}, got)) != 0 {
				t.Fatalf("%v was added and is not in %v", d, got)
			}
		}
		for _, d := range Without(before, after) {
			if len(Without([]models.DraftAssignment{d}, got)) == 0 {
				t.Fatalf("%v was taken away and is in %v", d, got)
			}
		}
		if rest := Without(Without(to, before), got); len(rest) != 0 {
			t.Fatalf("%v was nobody's business and is gone", rest)
		}
		if again := Apply(before, after, got); !Same(again, got) {
			t.Fatalf("applied twice: %v; once: %v", again, got)
		}
	})
}

func TestCommonIsInEverySet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := setsOf(t, "a"), setsOf(t, "b")
		common := Common(a, b)
		if len(Without(common, a))+len(Without(common, b)) != 0 {
			t.Fatalf("%v is not in both of %v and %v", common, a, b)
		}
		if !Same(common, Common(b, a)) || !Same(Common(a), a) {
			t.Fatalf("common of %v and %v: %v", a, b, common)
		}
	})
}
