package handlers_test

import (
	"net/url"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/static"
)

// doors says of every route who gets through it: "any" to anybody's object, "own" to one's own alone, "-" to none. Where
// there are no objects, any and own both mean that the route is open. The columns are Administrator, Application Manager,
// Help Desk Operator, Read Only Operator and User.
const doors = `
GET    /account                                     own  own  own  own  own
POST   /account                                     own  own  own  own  own
GET    /account/password                            own  own  own  own  own
POST   /account/password                            own  own  own  own  own
POST   /account/sessions/:session/sign-out          any  own  own  own  own
POST   /account/lists                               own  own  own  own  own

GET    /                                            any  any  any  any  -
GET    /apps                                        any  any  any  any  -
GET    /apps.csv                                    any  any  any  any  -
POST   /apps/selected/assign                        any  any  any  -    -
POST   /apps/selected/feature                       any  any  -    -    -
GET    /apps/selected/categories?all=1              any  any  -    -    -
POST   /apps/selected/categories                    any  any  -    -    -
GET    /apps/selected/delete?all=1                  any  any  -    -    -
POST   /apps/selected/delete                        any  any  -    -    -
GET    /apps/:app                                   any  any  any  any  -
GET    /apps/:app/device-status                     any  any  any  any  -
GET    /apps/:app/device-status.csv                 any  any  any  any  -
GET    /apps/:app/user-status                       any  any  any  any  -
GET    /apps/:app/user-status.csv                   any  any  any  any  -
GET    /apps/:app/properties                        any  any  any  any  -
GET    /apps/:app/properties/:section/edit          any  any  -    -    -
POST   /apps/:app/properties/:section/edit          any  any  -    -    -
GET    /apps/:app/logo                              any  any  -    -    -
POST   /apps/:app/logo                              any  any  -    -    -
GET    /apps/:app/history                           any  any  any  any  -
GET    /apps/:packed/versions                          any  any  any  any  -
POST   /apps/:packed/versions                          any  any  -    -    -
PUT    /apps/:packed/versions/package                  any  any  -    -    -
POST   /apps/:packed/versions/package                  any  any  -    -    -
GET    /apps/:packed/versions/:old/restore             any  any  -    -    -
POST   /apps/:packed/versions/:old/restore?version=2   any  any  -    -    -
GET    /apps/:app/delete                            any  any  -    -    -
POST   /apps/:app/delete                            any  any  -    -    -
GET    /apps/:app/assignments                       any  any  any  any  -
POST   /apps/:app/assignments                       any  any  any  -    -
GET    /apps/:app/assignments/groups/:intent        any  any  any  -    -
POST   /apps/:app/assignments/groups/:intent        any  any  any  -    -
POST   /apps/:app/assignments/targets/:target       any  any  any  -    -
POST   /apps/:app/assignments/targets/:target/mode  any  any  any  -    -
POST   /apps/:app/assignments/targets/:target/delete any any  any  -    -
GET    /assignment-edits                            own  own  own  -    -
POST   /assignment-edits                            any  any  any  -    -
GET    /assignment-edits/new                        any  any  any  -    -
GET    /assignment-edits/:edit                      own  own  own  -    -
POST   /assignment-edits/:edit                      own  own  own  -    -
POST   /assignment-edits/:edit/reapply              own  own  own  -    -
POST   /assignment-edits/:edit/take-over            own  own  own  -    -
POST   /assignment-edits/:edit/discard              own  own  own  -    -
GET    /assignment-edits/:edit/groups/:intent       own  own  own  -    -
POST   /assignment-edits/:edit/groups/:intent       own  own  own  -    -
POST   /assignment-edits/:edit/targets/:target      own  own  own  -    -
POST   /assignment-edits/:edit/targets/:target/mode own  own  own  -    -
POST   /assignment-edits/:edit/targets/:target/delete own own own  -    -
GET    /apps/:relative/relationships                any  any  any  any  -
GET    /apps/:relative/relations/:kind              any  any  -    -    -
POST   /apps/:relative/relations/:kind              any  any  -    -    -
GET    /apps/:relative/relations/:kind/apps         any  any  -    -    -
POST   /apps/:relative/relations/:kind/apps         any  any  -    -    -
POST   /apps/:relative/relations/:kind/apps/:other  any  any  -    -    -
POST   /apps/:relative/relations/:kind/apps/:other/delete any any -  -  -

GET    /help/app-types                              any  any  any  any  -
GET    /help/codes/:code                            any  any  any  any  -

GET    /categories                                  any  any  any  any  -
POST   /categories                                  any  any  -    -    -
GET    /categories/new                              any  any  -    -    -
GET    /categories/:category                        any  any  any  any  -
GET    /categories/:category/edit                   any  any  -    -    -
POST   /categories/:category/edit                   any  any  -    -    -
POST   /categories/:category/pin                    any  any  -    -    -
POST   /categories/:category/unpin                  any  any  -    -    -
GET    /categories/:category/delete                 any  any  -    -    -
POST   /categories/:category/delete                 any  any  -    -    -

GET    /apps/new                                    any  any  -    -    -
POST   /apps/new                                    any  any  -    -    -
GET    /drafts                                      any  any  -    -    -
GET    /drafts/discard                              any  any  -    -    -
POST   /drafts/discard                              any  any  -    -    -
GET    /drafts/:draft                               any  any  -    -    -
GET    /drafts/:draft/discard                       any  any  -    -    -
POST   /drafts/:draft/discard                       any  any  -    -    -
GET    /drafts/:draft/steps/:step                   any  any  -    -    -
POST   /drafts/:draft/steps/:step                   any  any  -    -    -
PUT    /drafts/:draft/package                       any  any  -    -    -
POST   /drafts/:draft/package                       any  any  -    -    -
POST   /drafts/:draft/package/removal               any  any  -    -    -
GET    /drafts/:draft/assignments/groups/:intent    any  any  -    -    -
POST   /drafts/:wired/assignments/groups/:intent    any  any  -    -    -
POST   /drafts/:draft/assignments/targets/:target   any  any  -    -    -
POST   /drafts/:draft/assignments/targets/:target/mode   any any - - -
POST   /drafts/:draft/assignments/targets/:target/delete any any - - -
GET    /drafts/:wired/relations/:kind/apps          any  any  -    -    -
POST   /drafts/:wired/relations/:kind/apps          any  any  -    -    -
POST   /drafts/:wired/relations/:kind/apps/:other   any  any  -    -    -
POST   /drafts/:wired/relations/:kind/apps/:other/delete any any - -   -

GET    /drafts/:sought/look-up                      any  any  -    -    -
POST   /drafts/:sought/look-up                      any  any  -    -    -
GET    /look-ups/:catalog/icon?at=:icon             any  any  -    -    -
GET    /apps/google-play                            any  any  -    -    -
POST   /apps/google-play                            any  any  -    -    -
GET    /apps/google-play/web-app                    any  any  -    -    -
POST   /apps/google-play/web-app                    any  any  -    -    -
GET    /apps/google-play/private-app                any  any  -    -    -
POST   /apps/google-play/private-app                any  any  -    -    -
POST   /apps/google-play/private-app/arrived        any  any  -    -    -
GET    /apps/google-play/private-app/:apk           any  any  -    -    -
POST   /apps/google-play/private-app/:apk           any  any  -    -    -
GET    /apps/updates                                any  any  -    -    -
GET    /apps/:app/update                            any  any  -    -    -
POST   /apps/:app/update                            any  any  -    -    -
POST   /drafts/:draft/content                       any  any  -    -    -

GET    /uploads                                     any  any  -    -    -
GET    /uploads/:upload/cancel                      any  any  -    -    -
POST   /uploads/:upload/cancel                      any  any  -    -    -
GET    /uploads/new                                 any  any  -    -    -
POST   /uploads/new                                 any  any  -    -    -
POST   /uploads/drafts                              any  any  -    -    -
GET    /uploads/results                             any  any  -    -    -
POST   /uploads/:upload/draft                       any  any  -    -    -
OPTIONS /uploads                                    any  any  -    -    -
POST   /uploads                                     any  any  -    -    -
HEAD   /uploads/:upload                             any  any  -    -    -
PATCH  /uploads/:upload                             any  any  -    -    -
POST   /uploads/:upload                             any  any  -    -    -
DELETE /uploads/:upload                             any  any  -    -    -

GET    /storage                                     any  any  -    -    -
POST   /storage/check                               any  any  -    -    -
POST   /storage/plan                                any  -    -    -    -
GET    /apps/:packed/versions/:old/delete           any  any  -    -    -
POST   /apps/:packed/versions/:old/delete           any  any  -    -    -

GET    /users                                       any  any  any  any  -
GET    /users.csv                                   any  any  any  any  -
POST   /users                                       any  -    -    -    -
GET    /users/new                                   any  -    -    -    -
GET    /users/:user                                 any  any  any  any  -
GET    /users/:user/edit                            any  -    -    -    -
POST   /users/:user/edit                            any  -    -    -    -
GET    /users/:user/password                        any  -    -    -    -
POST   /users/:user/password                        any  -    -    -    -
GET    /users/:user/disable                         any  -    -    -    -
POST   /users/:user/disable                         any  -    -    -    -
POST   /users/:user/enable                          any  -    -    -    -
GET    /users/:user/delete                          any  -    -    -    -
POST   /users/:user/delete                          any  -    -    -    -
POST   /users/:user/sessions/:session/sign-out      any  own  own  own  -

GET    /groups                                      any  any  any  any  -
GET    /groups.csv                                  any  any  any  any  -
POST   /groups                                      any  -    -    -    -
GET    /groups/new                                  any  -    -    -    -
GET    /groups/:group                               any  any  any  any  -
GET    /groups/:group/edit                          any  -    -    -    -
POST   /groups/:group/edit                          any  -    -    -    -
GET    /groups/:group/delete                        any  -    -    -    -
POST   /groups/:group/delete                        any  -    -    -    -
GET    /groups/:group/members/new                   any  -    -    -    -
POST   /groups/:group/members/new                   any  -    -    -    -
POST   /groups/:group/members/:member/remove        any  -    -    -    -
GET    /groups/:group/groups/new                    any  -    -    -    -
POST   /groups/:group/groups/new                    any  -    -    -    -
POST   /groups/:group/groups/:child/remove          any  -    -    -    -

GET    /devices                                     any  any  any  any  -
GET    /devices.csv                                 any  any  any  any  -
GET    /devices/:device                             any  any  any  any  -
GET    /devices/:device/details                     any  any  any  any  -
GET    /devices/:device/groups                      any  any  any  any  -
GET    /devices/:device/activity                    any  any  any  any  -
GET    /devices/:device/edit                        any  -    -    -    -
POST   /devices/:device/edit                        any  -    -    -    -
GET    /devices/:device/retire                      any  own  any  own  -
POST   /devices/:device/retire                      any  own  any  own  -
GET    /devices/:device/delete                      any  own  any  own  -
POST   /devices/:device/delete                      any  own  any  own  -
GET    /devices/:device/apps/:app                   any  any  any  any  -
POST   /devices/:device/apps/:app/retry             any  any  any  -    -
GET    /enrollment-tokens                            any  -    any  -    -
GET    /enrollment-tokens.csv                        any  -    any  -    -
POST   /enrollment-tokens                            any  -    any  -    -
GET    /enrollment-tokens/new                        any  own  any  own  -
POST   /enrollment-tokens/:token/revoke              any  own  any  own  -

GET    /connectors                                  any  -    -    -    -
POST   /connectors/app-store/on                     any  -    -    -    -
POST   /connectors/app-store/off                    any  -    -    -    -
POST   /connectors/microsoft-store/on               any  -    -    -    -
POST   /connectors/microsoft-store/off              any  -    -    -    -
GET    /connectors/google-play/connect              any  -    -    -    -
POST   /connectors/google-play/connect              any  -    -    -    -
POST   /connectors/google-play/sync                 any  any  -    -    -
GET    /connectors/google-play/disconnect           any  -    -    -    -
POST   /connectors/google-play/disconnect           any  -    -    -    -
POST   /connectors/sources                          any  -    -    -    -
GET    /connectors/sources/new                      any  -    -    -    -
GET    /connectors/sources/:source/edit             any  -    -    -    -
POST   /connectors/sources/:source/edit             any  -    -    -    -
GET    /connectors/sources/:source/delete           any  -    -    -    -
POST   /connectors/sources/:source/delete           any  -    -    -    -

GET    /audit                                       any  -    any  any  -
GET    /audit.csv                                   any  -    any  any  -
GET    /images/:image                               any  any  any  any  any

GET    /company                                     own  own  own  own  own
GET    /company/apps                                own  own  own  own  own
GET    /company/apps/:offer                         own  own  own  own  own
GET    /company/apps/:offer/uninstall               own  own  own  own  own
POST   /company/apps/:offer/requests                own  own  own  own  own
GET    /company/installed                           own  own  own  own  own
GET    /company/devices                             own  own  own  own  own
GET    /company/devices/new                         own  own  own  own  own
POST   /company/devices                             own  own  own  own  own
GET    /company/devices/:device/retire              any  own  any  own  own
POST   /company/devices/:device/retire              any  own  any  own  own
POST   /company/enrollment                           own  own  own  own  own
`

// open are the routes for everybody, signed in or not.
const open = `
GET    /static/:asset
GET    /healthz
GET    /readyz
GET    /.well-known/change-password
GET    /sign-in
POST   /sign-in
POST   /sign-out
GET    /set-up
POST   /set-up
POST   /preferences
GET    /device/v1/openapi.yaml
`

// tokened are the routes that only a device's own token opens.
const tokened = `
POST   /device/v1/enrollments
DELETE /device/v1/enrollments/current
POST   /device/v1/checkins
POST   /device/v1/reports
GET    /device/v1/content/:versionId
HEAD   /device/v1/content/:versionId
`

// object makes something of a person's and gives its place in an address.
func (w world) object(noun string, p person, group models.ID) string {
	w.t.Helper()
	ctx := w.Fixture.As(w.t, models.Administrator)
	switch noun {
	case ":app":
		return string(w.webApp().ID)
	case ":edit":
		mine := models.WithActor(ctx, models.Actor{UserID: p.ID, Name: p.Name, Role: models.Administrator})
		e, err := w.EditAssignments(mine, []models.Object{models.AppOf(w.webApp().ID)})
		w.must(err)
		return string(e.ID)
	case ":apk":
		return string(w.apk())
	case ":packed":
		return string(w.packed().ID)
	case ":old":
		return w.old(group)
	case ":offer":
		w.device(p)
		return string(w.packed(models.DraftAssignment{Intent: models.Available, Mode: models.Include, Target: models.TargetGroup, GroupID: w.groupWith(p)}).ID)
	case ":category":
		c, err := w.AddCategory(ctx, field.Form{"name": {w.name()}})
		w.must(err)
		return string(c.ID)
	case ":relative":
		name := w.name()
		return string(w.Windows(w.t, name)[name].ID)
	case ":wired":
		d, err := w.AddDraft(ctx, "win32LobApp")
		w.must(err)
		return string(d.ID)
	case ":sought":
		d, err := w.AddDraft(ctx, "iosStoreApp")
		w.must(err)
		return string(d.ID)
	case ":source":
		list, err := w.CatalogSources(ctx) // there can be a few only
		w.must(err)
		for _, s := range list {
			w.must(w.RemoveCatalogSource(ctx, s.ID))
		}
		s, err := w.AddCatalogSource(ctx, field.Form{"name": {w.name()}, "kind": {string(models.WingetREST)}, "location": {"https://winget.example"}})
		w.must(err)
		return string(s.ID)
	case ":draft":
		d, err := w.AddDraft(ctx, "lineOfBusinessApp")
		w.must(err)
		return string(d.ID)
	case ":upload":
		u, err := w.StartUpload(ctx, models.NewUpload{Name: w.name(), Size: 4000, Limit: 4000})
		w.must(err)
		return string(u.ID)
	case ":user":
		return string(p.ID)
	case ":session":
		list, err := w.Sessions(storetest.System(w.t), p.ID)
		w.must(err)
		return string(list[0].ID)
	case ":device":
		return string(w.device(p))
	case ":token":
		_, token, err := w.AddEnrollmentToken(storetest.System(w.t), field.Form{"user": {p.Email}, "lifetime": {"1"}})
		w.must(err)
		return string(token.ID)
	case ":image":
		return w.image()
	case ":icon":
		return url.QueryEscape(w.listedIcon())
	case ":group", ":child", ":member":
		return w.grouped(noun, p, group)
	}
	return map[string]string{":code": "1603", ":section": apptype.Information, ":step": apptype.Information, ":intent": string(models.Required),
		":target": "riu", ":catalog": string(apptype.AppStore), ":kind": apptype.Dependencies, ":other": string(models.NewID()), ":asset": strings.TrimPrefix(static.URL("icons/icons.svg"), static.Prefix)}[noun]
}
