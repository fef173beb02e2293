package targets

import (
	"slices"
	"strings"

	"appdepot/models"
)

// An assignment of a set being edited has a key in addresses: a letter for the intent, a letter for the mode, and the group's id,
// "u" for all users or "d" for all devices: "riu" is Required, Included, All users.
const (
	intentLetters = "rawu" // in the order of models.Intents
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
	wrong := models.NotFound("This assignment does not exist. Go back to the app and try again.")
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
