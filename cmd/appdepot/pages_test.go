package main

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/views/link"
)

// pages are the addresses of every page, with things of the demo in the place of parameters.
func (s *site) pages() []string {
	s.t.Helper()
	ctx := s.administrator()
	var all []string
	for _, r := range s.server.Routes() {
		if r.Method == http.MethodGet && r.Guard != "device" && isPage(r.Path) {
			all = append(all, s.addresses(ctx, r.Path)...)
		}
	}
	return slices.Compact(all)
}

// administrator is a context in which the demo's administrator acts.
func (s *site) administrator() context.Context {
	ada := s.people[models.Administrator]
	return models.WithActor(s.t.Context(), models.Actor{UserID: ada.ID, Name: ada.Name, Role: ada.Role})
}

// isPage tells pages from files, from the words for other programs, from the set-up that is behind us, and from the question that is asked
// about one app on one device alone.
func isPage(path string) bool {
	return !strings.Contains(path, "*") && !strings.HasSuffix(path, ".csv") && !strings.HasPrefix(path, "/images/") && !strings.HasPrefix(path, "/.well-known/") && !strings.HasSuffix(path, "/icon") &&
		!slices.Contains([]string{"/healthz", "/readyz", link.SetUp(), link.SignIn(), link.CompanyUninstall(":id")}, path)
}

// addresses fills the parameters of a route.
func (s *site) addresses(ctx context.Context, path string) []string {
	s.t.Helper()
	app, device := s.app(ctx, "Depot Scan"), s.deviceOf(ctx)
	switch {
	case strings.HasPrefix(link.DraftsDiscard(), path+"?"):
		return []string{link.DraftsDiscard(string(s.answered(ctx, "win32LobApp").ID))}
	case path == "/drafts/:id" || path == "/":
		return map[string][]string{"/": {"/"}}[path] // a draft's address leads to its step
	case strings.HasPrefix(path, "/drafts/:id"):
		return s.draftPages(ctx, path)
	case path == link.Uploads(), path == link.Storage(), strings.HasPrefix(path, "/uploads/:id"), path == link.PlayPrivateApp()+"/:id":
		return []string{strings.ReplaceAll(path, ":id", s.half(ctx))}
	case strings.HasPrefix(path, "/assignment-edits/:id"):
		return []string{strings.NewReplacer(":id", s.overtaken(ctx), ":intent", string(models.Required)).Replace(path)}
	case strings.HasPrefix(path, "/apps/:id/versions/:version"):
		lines, err := s.AppVersions(ctx, app)
		s.must(err)
		path = strings.ReplaceAll(path, ":version", string(lines[0].ID))
	case strings.HasPrefix(path, "/apps/:id/relat"):
		path = strings.ReplaceAll(path, ":kind", apptype.Dependencies)
		return []string{strings.ReplaceAll(path, ":id", string(s.app(ctx, "Route Planner")))}
	case path == "/devices/:id/apps/:app":
		return []string{link.DeviceApp(string(device), string(app)), link.DeviceApp(string(s.failing(ctx)), string(app))}
	case path == "/apps/:id/properties/:section/edit":
		return []string{link.AppProperties(string(app), "information")}
	}
	nouns := map[string]models.ID{"/apps/": app, "/company/apps/": app, "/devices/": device, "/company/devices/": device}
	fill := map[string]string{":app": string(app), ":intent": string(models.Required), ":code": "1603"}
	for prefix, id := range nouns {
		if strings.HasPrefix(path, prefix) {
			fill[":id"] = string(id)
		}
	}
	switch {
	case strings.HasPrefix(path, "/categories/"):
		list, err := s.Categories(ctx)
		s.must(err)
		fill[":id"] = string(list[0].ID)
	case strings.HasPrefix(path, "/connectors/sources/:id"):
		source, err := s.AddCatalogSource(ctx, field.Form{"name": {"Source " + string(models.NewID())}, "kind": {string(models.WingetREST)}, "location": {"https://winget.harbour.example"}})
		s.must(err)
		fill[":id"] = string(source.ID)
	case strings.HasPrefix(path, "/groups/"):
		list, err := s.Groups(ctx, people.GroupQuery{Search: "Logistics"})
		s.must(err)
		fill[":id"] = string(list.Items[0].ID)
	case strings.HasPrefix(path, "/users/"):
		fill[":id"] = string(s.people[models.PortalUser].ID)
	}
	for name, value := range fill {
		path = strings.ReplaceAll(path+"/", name+"/", value+"/")
		path = strings.TrimSuffix(path, "/")
	}
	return []string{path}
}

// draftPages are the steps of a draft in the middle of being made.
func (s *site) draftPages(ctx context.Context, path string) []string {
	s.t.Helper()
	entry := "webApp"
	if strings.HasSuffix(path, "/look-up") {
		entry = "iosStoreApp"
	}
	if strings.Contains(path, ":kind") {
		entry = "win32LobApp"
	}
	d, err := s.AddDraft(ctx, entry)
	s.must(err)
	path = strings.ReplaceAll(path, ":id", string(d.ID))
	path = strings.ReplaceAll(path, ":intent", string(models.Required))
	path = strings.ReplaceAll(path, ":kind", apptype.Dependencies)
	if !strings.Contains(path, ":step") {
		return []string{path}
	}
	var all []string
	for _, step := range store.WizardSteps(d) {
		all = append(all, strings.ReplaceAll(path, ":step", step.Key))
	}
	for _, page := range [][2]string{{"win32LobApp", "detection"}, {"win32LobApp", store.ReviewStep}, {"officeSuiteApp", "configure"}} {
		all = append(all, link.DraftStep(string(s.answered(ctx, page[0]).ID), page[1]))
	}
	return all
}

// answered is a draft with the answers of its type's example on every step.
func (s *site) answered(ctx context.Context, entry string) models.Draft {
	s.t.Helper()
	d, err := s.AddDraft(ctx, entry)
	s.must(err)
	def, _ := apptype.Get(d.Type)
	for _, step := range store.WizardSteps(d) {
		d, err = s.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: step.Key, Form: def.Example})
		s.must(err)
	}
	return d
}

// overtaken is a set of assignments of two apps, of which somebody else saved others meanwhile.
func (s *site) overtaken(ctx context.Context) string {
	s.t.Helper()
	moved, err := s.App(ctx, s.app(ctx, "Route Planner"))
	s.must(err)
	e, err := s.EditAssignments(ctx, []models.Object{models.AppOf(s.app(ctx, "Depot Scan")), models.AppOf(moved.ID)})
	s.must(err)
	everybody := []models.DraftAssignment{{Intent: models.Required, Mode: models.Include, Target: models.TargetAllDevices}}
	_, err = s.ChangeAssignmentEdit(ctx, e.ID, e.Version, everybody)
	s.must(err)
	if len(e.Apps[1].Now) == 0 {
		everybody[0].Intent = models.Uninstall
		s.must(s.AssignApp(ctx, moved.ID, moved.Version, everybody))
	}
	return string(e.ID)
}

// half is an upload of which a part has still to come.
func (s *site) half(ctx context.Context) string {
	s.t.Helper()
	d, err := s.AddDraft(ctx, "lineOfBusinessApp")
	s.must(err)
	u, err := s.StartUpload(ctx, models.NewUpload{Name: "heavy.apk", Size: 1 << 30, DraftID: d.ID})
	s.must(err)
	return string(u.ID)
}

func (s *site) app(ctx context.Context, name string) models.ID {
	s.t.Helper()
	list, err := s.Apps(ctx, store.AppQuery{Search: name})
	s.must(err)
	if len(list.Items) == 0 {
		s.t.Fatalf("the demo has no app %s", name)
	}
	return list.Items[0].ID
}

// uninstall is the question about an app that the demo's portal user installed.
func (s *site) uninstall(ctx context.Context) string {
	s.t.Helper()
	list, err := s.Devices(ctx, store.DeviceQuery{Search: "LAPTOP-EVA"})
	s.must(err)
	return link.Query(link.CompanyUninstall(string(s.app(ctx, "Quay Board"))), "device", string(list.Items[0].ID))
}

// failing is a device on which the app of most pages failed.
func (s *site) failing(ctx context.Context) models.ID {
	s.t.Helper()
	list, err := s.Devices(ctx, store.DeviceQuery{Search: "SCAN-01"})
	s.must(err)
	return list.Items[0].ID
}

// deviceOf is a device of the demo's portal user.
func (s *site) deviceOf(ctx context.Context) models.ID {
	s.t.Helper()
	list, err := s.Devices(ctx, store.DeviceQuery{UserID: s.people[models.PortalUser].ID})
	s.must(err)
	return list.Items[0].ID
}
