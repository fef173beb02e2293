package targets

import (
	"strings"

	"appdepot/models"
)

// Relations being edited stand in an address: one key for each, joined by full stops. A key is "y" when the question about the
// relation is answered with yes, or "n", and the id of the other app.

// emptySet is the key of no relations.
const emptySet = "none"

// relationsKey writes a set.
func relationsKey(set []models.Relation) string {
	if len(set) == 0 {
		return emptySet
	}
	keys := make([]string, len(set))
	for i, r := range set {
		keys[i] = "n" + string(r.OtherID)
		if r.Automatic || r.Uninstall {
			keys[i] = "y" + string(r.OtherID)
		}
	}
	return strings.Join(keys, ".")
}

// relationsOf reads a set of one kind; what relationsKey does not write is NotFound.
func relationsOf(kind models.RelationKind, key string) ([]models.Relation, error) {
	set := []models.Relation{}
	if key == emptySet {
		return set, nil
	}
	for k := range strings.SplitSeq(key, ".") {
		letter := k[:min(1, len(k))]
		id, err := models.ParseID(k[len(letter):])
		if err != nil || letter != "y" && letter != "n" {
			return nil, models.NotFound("This URL is incomplete. Go back to the app and try again.")
		}
		set = append(set, answer(models.Relation{Kind: kind, OtherID: id}, letter == "y"))
	}
	return set, nil
}
