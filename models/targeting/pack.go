package targeting

import (
	"bytes"
	"iter"
	"slices"

	"github.com/google/uuid"

	"appdepot/models"
)

// PackedID is the ID of a group in 16 bytes.
type PackedID [16]byte

// PackID is an ID in 16 bytes; all zero for what is no ID, and so nobody's.
func PackID(id models.ID) PackedID {
	u, err := uuid.Parse(string(id))
	if err != nil {
		return PackedID{}
	}
	return PackedID(u)
}

// packing is the first byte of packed groups: how they are packed. So no groups are something else than nothing.
const packing = 1

// Pack is the groups in as few bytes as they take to be kept with a device: the same groups are the same bytes.
func (g Groups) Pack() []byte {
	var ids []PackedID
	for id, in := range g {
		if in {
			ids = append(ids, PackID(id))
		}
	}
	slices.SortFunc(ids, func(a, b PackedID) int { return bytes.Compare(a[:], b[:]) })
	packed := make([]byte, 1, 1+len(ids)*len(PackedID{}))
	packed[0] = packing
	for _, id := range ids {
		packed = append(packed, id[:]...)
	}
	return packed
}

// Packed goes through packed groups without unpacking them.
func Packed(groups []byte) iter.Seq[PackedID] {
	return func(yield func(PackedID) bool) {
		const size = len(PackedID{})
		for rest := groups[min(1, len(groups)):]; len(rest) >= size; rest = rest[size:] {
			if !yield(PackedID(rest[:size])) {
				return
			}
		}
	}
}

// Unpack is what was packed.
func Unpack(groups []byte) Groups {
	g := Groups{}
	for id := range Packed(groups) {
		g[models.ID(uuid.UUID(id).String())] = true
	}
	return g
}
