package targets

import (
	"slices"
	"strings"

	"appdepot/models"
)

// A set of assignments being edited stands in an address: one key for each, joined by full stops. A key is a letter for the
// intent, a letter for the mode, and the group's id, "u" for all users or "d" for all devices: "riu" is Required,
// Included, All users.
const (
	intentLetters = "rawu" // in the order of models.Intents
	emptySet      = "none"
	includeLetter = "i"
	excludeLetter = "x"
	usersLetter   = "u"
	devicesLetter = "d"
)

// keyOf writes one assignment.
func keyOf(d models.DraftAssignment) string {
	i := max(slices.Index(models.Intents, d.Intent), 0)
	mode, target := includeLetter, string(d.GroupID)
	if d.Mode == models.Exclude {
		mode = excludeLetter
	}
	switch d.Target {
	case models.TargetAllUsers:
		target = usersLetter
	case models.TargetAllDevices:
		target = devicesLetter
	}
	return intentLetters[i:i+1] + mode + target
}

// targetOf reads one assignment; what keyOf does not write is NotFound.
func targetOf(key string) (models.DraftAssignment, error) {
	wrong := models.NotFound("There is no such assignment. Go back to the app and start again from there.")
	if len(key) < 3 {
		return models.DraftAssignment{}, wrong
	}
	intent := strings.Index(intentLetters, key[:1])
	if intent < 0 || key[1:2] != includeLetter && key[1:2] != excludeLetter {
		return models.DraftAssignment{}, wrong
	}
	d := models.DraftAssignment{Intent: models.Intents[intent], Mode: models.Include, Target: models.TargetGroup}
	if key[1:2] == excludeLetter {
		d.Mode = models.Exclude
	}
	switch key[2:] {
	case usersLetter:
		d.Target = models.TargetAllUsers
	case devicesLetter:
		d.Target = models.TargetAllDevices
	default:
		id, err := models.ParseID(key[2:])
		if err != nil {
			return models.DraftAssignment{}, wrong
		}
		d.GroupID = id
	}
	return d, nil
}

// setKey writes a whole set.
func setKey(set []models.DraftAssignment) string {
	if len(set) == 0 {
		return emptySet
	}
	keys := make([]string, len(set))
	for i, d := range set {
		keys[i] = keyOf(d)
	}
	return strings.Join(keys, ".")
}

// setOf reads a whole set.
func setOf(key string) ([]models.DraftAssignment, error) {
	set := []models.DraftAssignment{}
	if key == emptySet {
		return set, nil
	}
	for k := range strings.SplitSeq(key, ".") {
		d, err := targetOf(k)
		if err != nil {
			return nil, err
		}
		set = append(set, d)
	}
	return set, nil
}
