package store_test

import (
	"bytes"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/secret"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

// aForm answers the question for a name.
func aForm(w verbs) field.Form { return field.Form{"name": {w.name()}} }

// aPerson answers the questions about a user.
func aPerson(name string) field.Form {
	return field.Form{"name": {"Somebody"}, "email": {name + "@appdepot.example"}, "role": {string(models.PortalUser)}}
}

// aPassword answers the questions for a new password.
var aPassword = field.Form{"current": {"not this one"}, "password": {"a long new password for tests"}}

// What verbs are called with. Those that a verb takes away are new for each call.
var (
	sameKey thing = func(w verbs, _ models.User) any {
		k, err := secret.NewKeeper(w.Options.SecretKey)
		w.must(err)
		return k
	}
	named      thing = func(w verbs, _ models.User) any { return aForm(w) }
	ownerID    thing = func(_ verbs, p models.User) any { return p.ID }
	ownerEmail thing = func(_ verbs, p models.User) any { return p.Email }
	aSetUp     thing = func(w verbs, _ models.User) any {
		return field.Form{"code": {"guess"}, "organization": {"Example"}, "name": {"Somebody"}, "email": {w.name() + "@appdepot.example"}, "password": aPassword["password"]}
	}
	someUser thing = func(w verbs, _ models.User) any { return w.person().ID }

	theApp        thing = func(w verbs, _ models.User) any { return w.web }
	theAppID      thing = func(w verbs, _ models.User) any { return w.web.ID }
	packedApp     thing = func(w verbs, _ models.User) any { return w.msi.ID }
	packedVersion thing = func(w verbs, _ models.User) any { return w.msi.VersionID }
	anApp         thing = func(w verbs, _ models.User) any {
		a := models.App{ID: models.NewID(), Type: "webApp", Platform: models.AllPlatforms, Name: w.name()}
		w.must(w.InsertApps(w.sys, a))
		return a.ID
	}
	anObject thing = func(w verbs, _ models.User) any { return []models.Object{models.AppOf(w.web.ID)} }
	anEdit   thing = func(w verbs, p models.User) any {
		ctx := models.WithActor(w.sys, models.Actor{UserID: p.ID, Name: p.Name, Role: models.Administrator})
		e, err := w.EditAssignments(ctx, []models.Object{models.AppOf(w.web.ID)})
		w.must(err)
		return e.ID
	}
	aPackage thing = func(w verbs, _ models.User) any {
		v, err := w.AppVersion(w.sys, w.msi.ID, w.msi.VersionID)
		w.must(err)
		return v.PackageID
	}

	fetchedFile thing = func(w verbs, _ models.User) any {
		d, err := w.AddDraft(w.As(w.t, models.Administrator), "win32CatalogApp")
		w.must(err)
		d, err = w.ChooseFound(w.sys, d.ID, d.Version, models.Found{Source: string(apptype.Enterprise), ID: "x",
			Download: &models.Download{URL: "https://example.com/a.msi", Name: "a.msi"}}, "")
		w.must(err)
		file, err := w.DraftFile(w.sys, d)
		w.must(err)
		return file.Arriving
	}
	aServiceTask thing = func(w verbs, _ models.User) any {
		task, err := w.BeginServiceTask(w.sys, "play.sync", struct{}{})
		w.must(err)
		return task.ID
	}

	aCategory thing = func(w verbs, _ models.User) any {
		all, err := w.CategoryNames(w.sys)
		w.must(err)
		if len(all) > 0 {
			return all[0].ID
		}
		c, err := w.AddCategory(w.sys, aForm(w))
		w.must(err)
		return c.ID
	}
	aSource thing = func(w verbs, _ models.User) any {
		all, err := w.CatalogSources(w.sys)
		w.must(err)
		if len(all) > 0 {
			return all[0].ID
		}
		c, err := w.AddCatalogSource(w.sys, madeSource(w))
		w.must(err)
		return c.ID
	}
	newSource thing = func(w verbs, _ models.User) any {
		all, err := w.CatalogSources(w.sys) // there can be a few only
		w.must(err)
		for _, c := range all {
			w.must(w.RemoveCatalogSource(w.sys, c.ID))
		}
		return madeSource(w)
	}

	aDraft       thing = func(w verbs, _ models.User) any { return w.draft() }
	aDraftID     thing = func(w verbs, _ models.User) any { return w.draft().ID }
	readyFile    thing = func(w verbs, _ models.User) any { return w.upload }
	arrivingFile thing = func(w verbs, _ models.User) any {
		u, err := w.StartUpload(w.sys, models.NewUpload{Name: "a.msi", Size: 4, Limit: 4})
		w.must(err)
		return u.ID
	}
	someBytes thing = func(verbs, models.User) any { return bytes.NewReader([]byte("file")) }
	anImage   thing = func(w verbs, _ models.User) any {
		i, err := w.AddImage(w.sys, bytes.NewReader(picture(w.t, 1, 1, 2)))
		w.must(err)
		return i.ID
	}
	aPicture thing = func(w verbs, _ models.User) any { return bytes.NewReader(picture(w.t, 1, 1, 3)) }

	aGroup    thing = func(w verbs, _ models.User) any { return w.group() }
	aGroupID  thing = func(w verbs, _ models.User) any { return w.group().ID }
	fullGroup thing = func(w verbs, p models.User) any { // a group with one member and a group in it
		g := w.group()
		w.must(w.AddMember(w.sys, g.ID, p.ID))
		return g.ID
	}
	nestingGroup thing = func(w verbs, _ models.User) any {
		g := w.group()
		*w.child = w.group().ID
		w.must(w.AddSubgroup(w.sys, g.ID, *w.child))
		return g.ID
	}
	nestedGroup thing = func(w verbs, _ models.User) any { return *w.child }

	aDevice           thing = func(w verbs, p models.User) any { return w.device(p) }
	aDeviceToken      thing = func(w verbs, _ models.User) any { return w.enrolled().DeviceToken }
	anEnrollment      thing = func(w verbs, _ models.User) any { return enrolling(w.secret()) }
	anEnrollmentToken thing = func(w verbs, p models.User) any {
		_, e, err := w.AddEnrollmentToken(w.sys, field.Form{"user": {p.Email}, "lifetime": {"1"}})
		w.must(err)
		return e.ID
	}
	aSession thing = func(w verbs, p models.User) any {
		all, err := w.Sessions(w.sys, p.ID)
		w.must(err)
		if len(all) > 0 {
			return all[0].ID
		}
		aCookie(w, p)
		all, err = w.Sessions(w.sys, p.ID)
		w.must(err)
		return all[0].ID
	}
	aCookie thing = func(w verbs, p models.User) any {
		in, err := w.SignIn(w.t.Context(), p.Email, storetest.Password, people.Visitor{Address: "192.0.2.9", Agent: "test"})
		w.must(err)
		return in.Cookie
	}
	newDevice thing = func(w verbs, p models.User) any {
		return models.Device{Name: w.name(), Platform: models.Windows, Ownership: models.Corporate, PrimaryUserID: p.ID}
	}
	ownDevice thing = func(w verbs, _ models.User) any {
		return field.Form{"name": {w.name()}, "platform": {string(models.Windows)}}
	}
	forOwner      thing = func(_ verbs, p models.User) any { return field.Form{"user": {p.Email}} }
	ownersDevices thing = func(_ verbs, p models.User) any { return store.DeviceQuery{UserID: p.ID} }
	newGroup      thing = func(w verbs, _ models.User) any {
		return field.Form{"name": {w.name()}, "kind": {string(models.UserGroup)}}
	}
	newUser thing = func(w verbs, _ models.User) any {
		return aPerson("u" + w.name()[6:])
	}
)

func madeSource(w verbs) field.Form {
	return field.Form{"name": {w.name()}, "kind": {string(models.WingetREST)}, "location": {"https://winget.example"}}
}

func (w verbs) draft() models.Draft {
	d, err := w.AddDraft(w.As(w.t, models.Administrator), "webApp")
	w.must(err)
	return d
}

func (w verbs) group() models.Group {
	g, err := w.AddGroup(w.sys, field.Form{"name": {w.name()}, "kind": {string(models.UserGroup)}})
	w.must(err)
	return g
}

func (w verbs) device(p models.User) models.ID {
	d, err := w.AddDevice(w.sys, models.Device{Name: w.name(), Platform: models.Windows, Ownership: models.Personal, PrimaryUserID: p.ID})
	w.must(err)
	return d.ID
}

func (w verbs) secret() string {
	secret, _, err := w.AddEnrollmentToken(w.sys, field.Form{"lifetime": {"1"}})
	w.must(err)
	return secret
}

func enrolling(secret string) checkin.Enroll {
	return checkin.Enroll{EnrollmentToken: secret, Device: checkin.DeviceFacts{Name: "PC", Platform: models.Windows, OSVersion: "11"}}
}

func (w verbs) enrolled() checkin.Enrolled {
	e, err := w.EnrollDevice(w.t.Context(), enrolling(w.secret()))
	w.must(err)
	return e
}
