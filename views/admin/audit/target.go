package audit

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AuditTarget names what a line is about, and leads there when it has a page and was not deleted by that very line.
func AuditTarget(ctx context.Context, e models.Event) ui.Link {
	l := ui.Link{Label: e.ObjectName}
	if name, ok := storedNames(activity.ObjectOf(e.ObjectKind))[e.ObjectName]; ok {
		l.Label = say.Text(ctx, name)
	}
	if e.ObjectID != "" && !activity.Of(e.Action).Removes {
		l.URL = link.Object(e.ObjectKind, string(e.ObjectID))
	}
	return l
}

// TargetKeys are the keys under which objects are stored whose names, in the reader's language, contain the words of a search.
func TargetKeys(ctx context.Context, search string) (keys []string) {
	words := models.Fold(search)
	for _, o := range activity.Objects() {
		for key, name := range storedNames(o) {
			if words != "" && strings.Contains(models.Fold(say.Text(ctx, name)), words) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return keys
}

// storedNames are the words for objects that are stored under a key.
func storedNames(o activity.Object) map[string]models.Text {
	if o.ByType {
		return typeNames()
	}
	return o.Names
}

// typeNames are the names of the app types and of the kinds of app in the pane, by ID. Earlier versions stored the label of the kind,
// which of some tells the platform alone.
var typeNames = sync.OnceValue(func() map[string]models.Text {
	names, labels := map[string]models.Text{}, map[string]models.Text{}
	for _, e := range apptype.Pane() {
		names[e.ID] = models.Text{Source: e.Label}
		labels[e.Label] = names[e.ID]
		if e.SharesLabel() {
			labels[e.Label] = models.T("App for %s").Naming(e.Label)
		}
	}
	for _, d := range apptype.All() {
		names[d.ID] = models.Text{Source: d.Name}
	}
	maps.Copy(labels, names)
	return labels
})
