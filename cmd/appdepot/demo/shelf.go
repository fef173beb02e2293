package demo

import "appdepot/models"

// app is an app of the demo: where it starts, what an administrator would type, its file, its icon, and to whom it goes.
type app struct {
	entry      string            // ID of its line in the "Select app type" pane; empty for an app that comes by itself
	kind       string            // ID of the type of an app that comes by itself
	answers    map[string]string // by the type's field keys
	byExample  bool              // the type asks more than the demo has to tell: the rest is answered as its example is
	file       string            // name of the uploaded file; empty for none
	build      func() []byte
	icon       string // see package draw
	categories []string
	assigned   []grant
	needs      []string // names of apps above that it depends on
	replaces   string   // name of the app above whose place it takes
	day        float64  // how many days ago it was added; 0 is before the two weeks that the demo tells of
}

func (a app) name() string { return a.answers["displayName"] }

// grant is one assignment; the group is a name, or empty for everyone of the target.
type grant struct {
	intent models.Intent
	mode   models.Mode
	target models.TargetKind
	group  string
}

func to(i models.Intent, name string) grant {
	return grant{i, models.Include, models.TargetGroup, name}
}

func butNot(i models.Intent, name string) grant {
	return grant{i, models.Exclude, models.TargetGroup, name}
}

func everyone(i models.Intent) grant { return grant{i, models.Include, models.TargetAllUsers, ""} }

func everyDevice(i models.Intent) grant { return grant{i, models.Include, models.TargetAllDevices, ""} }

// answers are what every app is asked, with the type's own behind.
func answers(name, publisher, about string, own ...string) map[string]string {
	m := map[string]string{"displayName": name, "publisher": publisher, "description": about}
	for i := 0; i+1 < len(own); i += 2 {
		m[own[i]] = own[i+1]
	}
	return m
}

// featured shows an app on the Company Portal's first page.
func featured(a app) app {
	a.answers["isFeatured"] = "true"
	return a
}

// in sorts an app.
func (a app) in(categories ...string) app {
	a.categories = categories
	return a
}

// goesTo assigns an app.
func (a app) goesTo(grants ...grant) app {
	a.assigned = grants
	return a
}

// since says how many days ago an app was added.
func (a app) since(day float64) app {
	a.day = day
	return a
}

// example has the rest of the questions answered as the type's example is.
func example(a app) app {
	a.byExample = true
	return a
}

// shelf are all apps of the demo, in the order in which they were added. Names, publishers and addresses are made up.
func shelf() []app {
	all := append(windowsApps(), webApps()...)
	all = append(all, androidApps()...)
	return append(all, appleApps()...)
}
