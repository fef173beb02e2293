package activity

import (
	"cmp"
	"slices"
	"strings"

	"appdepot/models"
)

// Activity is something that a person or the server did.
type Activity struct {
	Kind    string      // what is stored: the object's kind and a verb, as "app.create"; never changes
	Object  Object      // what it is done to
	Words   models.Text // as a command: "Create app"
	Done    string      // what follows the object's name, as "created", in the text context "after a name"; empty: "changed"
	Icon    string      // in static/icons
	Removes bool        // afterwards the object is gone
}

var all []Activity

func add(a Activity) Activity {
	all = append(all, a)
	return a
}

// All lists every activity, ordered by kind.
func All() []Activity {
	return slices.SortedFunc(slices.Values(all), func(a, b Activity) int { return cmp.Compare(a.Kind, b.Kind) })
}

// Of is the activity that is stored as this kind. A server of a newer version may have written kinds that are unknown
// here: they get words that show the kind, and the object's kind where it is known.
func Of(kind string) Activity {
	if i := slices.IndexFunc(all, func(a Activity) bool { return a.Kind == kind }); i >= 0 {
		return all[i]
	}
	object, verb, _ := strings.Cut(kind, ".")
	return Activity{Kind: kind, Object: ObjectOf(object), Words: models.T("Other activity (%s)", kind), Icon: "question-circle", Removes: verb == "delete"}
}
