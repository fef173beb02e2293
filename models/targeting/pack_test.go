package targeting

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models"
)

func TestPackedGroupsAreThoseThatWerePacked(t *testing.T) {
	all := make(ids, 20)
	for i := range all {
		all[i] = models.NewID()
	}
	rapid.Check(t, func(t *rapid.T) {
		g, same := Groups{}, Groups{}
		for _, id := range rapid.Permutation(all).Draw(t, "groups")[:rapid.IntRange(0, len(all)).Draw(t, "many")] {
			g[id] = true
			same[id] = true
		}
		same[models.NewID()] = false
		packed := g.Pack()
		if diff := cmp.Diff(g, Unpack(packed)); diff != "" {
			t.Fatalf("(-packed +unpacked):\n%s", diff)
		}
		if len(packed) != 1+16*len(g) || !bytes.Equal(packed, same.Pack()) {
			t.Fatalf("%d groups are %d bytes: %x, %x", len(g), len(packed), packed, same.Pack())
		}
	})
	if len(Unpack(nil)) != 0 || len(Groups{}.Pack()) == 0 || PackID("no id") != (PackedID{}) {
		t.Error("nothing and no groups are mixed up")
	}
}
