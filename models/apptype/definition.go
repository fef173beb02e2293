package apptype

import (
	"maps"
	"reflect"
	"slices"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/targeting"
)

// Updates says who keeps an app of a type up to date.
type Updates string

// Who updates: the store the app comes from, the administrator with a new package, nobody because nothing ages, the Enterprise
// App Catalog with a new release, or the device with its operating system.
const (
	ByStore         Updates = "store"
	ByAdministrator Updates = "administrator"
	ByItself        Updates = "automatic"
	ByCatalog       Updates = "catalog"
	ByDevice        Updates = "device"
)

// Definition is everything about one app type. Texts are English source text.
type Definition struct {
	ID                     string // as in reference and API: "windowsMobileMSI"; stored, sent, permanent
	Place                  int    // where the type stands among all, the smallest first
	Entry                  Entry  // where the "Select app type" pane offers it
	Name                   string // such as "Windows line-of-business app (MSI)"
	General                string // the general kind of app: "Store app", "Web app", "LOB app"
	Glyph                  string // its own drawing: the name of a file of static/glyphs
	Pictured               bool   // the glyph shows what every such app is, as a globe does a web link: without a logo that is its picture, not the initials of its name
	LineOfBusiness         bool   // the organization brings the app itself, instead of a store, the system or the web
	Platform               models.Platform
	Updates                Updates
	Package                *PackageRule  // nil when there is nothing to upload
	Lookup                 Catalog       // the catalog that the first step searches; empty for none
	VersionRule            *VersionRule  // what a new version must be; nil when there are no versions
	Supplied               []SuppliedApp // the apps to choose from, when the entry is chosen by selection
	Related                bool          // apps of the type can depend on others and supersede them, and others on them
	Uncounted              bool          // its apps do not count towards the most apps there can be (source: reference, storage and count limits)
	UnlistedWhenUnassigned bool          // an app that was assigned and loses its last assignment is no longer listed, and can be added again
	AccountNote            string        // the account that people need to install the app; empty for none
	UninstallNote          string        // what to know before an app is taken off devices; empty for nothing
	Steps                  []field.Step  // before Assignments and Review + create
	InitialAnswers         field.Form    // answers that a new app begins with, for people to change; nil for none. The description is English source text
	Example                field.Form    // a complete, valid submission
	Logo                   string        // what a picture for such an app should be, beyond what holds for all; empty for nothing

	ExclusiveWith *Exclusion               // apps of another type that cannot be there at the same time; nil when there are none
	IntentNotes   map[models.Intent]string // what an intent means for such an app, beyond what it means for all

	fields             []field.Field // of all steps
	secrets            []string      // keys of the secret ones
	carriedOver        []string      // keys of the answers that the next app of the same catalog package takes over
	assign             func(field.Values) AssignRule
	derive             func(field.Values) // adds values that follow from others; nil when there are none
	detect             func(field.Values) models.Detection
	fits               func(field.Values, models.Device) models.Reason // beyond platform, version and architecture; nil when that is all
	settings           []string                                        // keys of the values a device gets in an order
	addSettings        func(field.Values, map[string]string)           // adds settings that follow from values; nil when there are none
	peopleMayUninstall func(field.Values) bool                         // whether people may uninstall it themselves; nil when they never may
	version            string                                          // key of the value that people read as the version
	address            string                                          // key of the web address that people open instead of installing anything
	storePage          string                                          // key of the app's page in a public store
	expires            string                                          // key of the moment at which the app stops working on devices
	packageWarnings    func(models.Package) []models.Reason            // what is odd about a package that the type takes; nil when nothing can be
	opensAddress       string                                          // key of the web address that the app opens once it is on a device
}

// Exclusion are the apps of another type that devices recognize by the same line of their inventory, so that only one can be there.
type Exclusion struct {
	Catalog Catalog // that brings them
	Key     string  // of the question at which the mistake is mended
	Text    string  // why the app cannot be added
}

// PackageRule says which package files a type takes.
type PackageRule struct {
	Formats    []installer.Format
	Extensions []string // with their dot
	MaxBytes   int64
	Fetched    bool   // the server downloads it from the catalog; nobody uploads one
	Help       string // what people do with an installer that is several files; English source text
}

// AssignRule says which assignments are allowed and what they bring.
type AssignRule struct {
	targeting.Allow
	targeting.Rule
}

// Fields lists all questions of the type in page order. Callers do not change the list.
func (d *Definition) Fields() []field.Field { return d.fields }

// Secrets are the keys of the questions whose answers are secret: the store seals them. Callers do not change the list.
func (d *Definition) Secrets() []string { return d.secrets }

// list makes the list of all questions once: pages ask for it again and again, and a question is large.
func (d *Definition) list() *Definition {
	var sections [][]field.Field
	for _, step := range d.Steps {
		for _, s := range step.Sections {
			sections = append(sections, s.Fields)
		}
	}
	d.fields, d.secrets = slices.Concat(sections...), nil
	for _, f := range d.fields {
		if f.Secret {
			d.secrets = append(d.secrets, f.Key)
		}
	}
	return d
}

// LockedAt is the definition with the fields locked that can no longer change at this stage of an app.
func (d *Definition) LockedAt(stage field.Stage) *Definition {
	return d.with(func(fields []field.Field) []field.Field { return field.Freeze(fields, stage) })
}

// Unlocked is the definition with the questions open that a package leaves to people: see field.Unlock.
func (d *Definition) Unlocked(known field.Known) *Definition {
	if len(field.Unanswered(d.fields, known)) == 0 {
		return d
	}
	return d.with(func(fields []field.Field) []field.Field { return field.Unlock(fields, known) })
}

// with is the definition with other fields.
func (d *Definition) with(change func([]field.Field) []field.Field) *Definition {
	other := *d
	other.Steps = make([]field.Step, len(d.Steps))
	for i, step := range d.Steps {
		sections := make([]field.Section, len(step.Sections))
		for j, s := range step.Sections {
			s.Fields = change(s.Fields)
			sections[j] = s
		}
		step.Sections = sections
		other.Steps[i] = step
	}
	return other.list()
}

// Step finds one of the steps by its key.
func (d *Definition) Step(key string) (field.Step, bool) {
	for _, s := range d.Steps {
		if s.Key == key {
			return s, true
		}
	}
	return field.Step{}, false
}

// Section finds one of the sections by its key.
func (d *Definition) Section(key string) (field.Section, bool) {
	for _, step := range d.Steps {
		for _, s := range step.Sections {
			if s.Key == key {
				return s, true
			}
		}
	}
	return field.Section{}, false
}

// Decode accepts a complete submission or says everything that is wrong with it.
func (d *Definition) Decode(form field.Form) (field.Values, field.Errors) {
	values, errs := field.Decode(d.Fields(), form)
	if d.derive != nil && len(errs) == 0 {
		d.derive(values)
	}
	return values, errs
}

// Fetched reports whether the server downloads the content of an app from its catalog.
func (d *Definition) Fetched() bool { return d.Package != nil && d.Package.Fetched }

// CarriedOver are the answers of an app that one with a newer installer takes over: what people typed about the app itself.
func (d *Definition) CarriedOver(app models.App) field.Form {
	old, form := d.FormOf(app), field.Form{}
	for _, key := range d.carriedOver {
		if answers, said := old[key]; said {
			form[key] = answers
		}
	}
	return form
}

// Fill lets a package, or an app found in a catalog, answer what it knows: see field.Fill.
func (d *Definition) Fill(form field.Form, known field.Known) (field.Form, map[string]models.FactValue) {
	return field.Fill(d.Fields(), form, WithSetupFile(known, form))
}

// Unfill takes back what a package answered, before another one takes its place: see field.Unfill.
func (d *Definition) Unfill(form field.Form, known field.Known) field.Form {
	return field.Unfill(d.Fields(), form, WithSetupFile(known, form))
}

// Refill brings answers in line with what is known once the setup file is another than it was: see WithSetupFile and field.Refill.
func (d *Definition) Refill(was, form field.Form, known field.Known) field.Form {
	return field.Refill(d.Fields(), form, WithSetupFile(known, was), WithSetupFile(known, form))
}

// Assign says which assignments an app with these values allows.
func (d *Definition) Assign(values field.Values) AssignRule { return d.assign(values) }

// CanUninstall reports whether an app with these values can be taken off a device.
func (d *Definition) CanUninstall(values field.Values) bool {
	return d.assign(values).Intents[models.Uninstall]
}

// OffersUninstall reports whether the Company Portal can let people uninstall apps of the type: Win32 and Microsoft Store apps
// (source document: removing an app).
func (d *Definition) OffersUninstall() bool { return d.peopleMayUninstall != nil }

// PeopleMayUninstall reports whether people may uninstall an app with these values themselves.
func (d *Definition) PeopleMayUninstall(values field.Values) bool {
	return d.OffersUninstall() && d.CanUninstall(values) && d.peopleMayUninstall(values)
}

// Detect says how presence of an app with these values is recognized in a device's inventory.
func (d *Definition) Detect(values field.Values) models.Detection { return d.detect(values) }

// FoundByName reports whether devices recognize an app with these values by the name that people know it by, so that renaming
// it makes it another app for them.
func (d *Definition) FoundByName(values field.Values) bool {
	renamed := maps.Clone(values)
	renamed[displayName] += " (renamed)"
	return !reflect.DeepEqual(d.Detect(values), d.Detect(renamed))
}

// Settings are the values a device gets in an order, without those that have no answer.
func (d *Definition) Settings(values field.Values) map[string]string {
	settings := map[string]string{}
	for _, key := range d.settings {
		if values[key] != "" {
			settings[key] = values[key]
		}
	}
	if d.addSettings != nil {
		d.addSettings(values, settings)
	}
	return settings
}

// DisplayVersion is the version as people read it, empty when apps of this type have none.
func (d *Definition) DisplayVersion(values field.Values) string { return values[d.version] }

// Address is the web address that the app is: people open it, and nothing is installed for that. Empty for other types.
func (d *Definition) Address(values field.Values) string { return values[d.address] }

// StorePage is the app's page in a public store, where a person can get it without an enrolled device; empty when there is
// none.
func (d *Definition) StorePage(values field.Values) string { return values[d.storePage] }

// OpensAddress is the web address that the app opens once it is on a device: where none gets it, a browser opens the address. Empty
// when the app is more than that.
func (d *Definition) OpensAddress(values field.Values) string { return values[d.opensAddress] }

// always is a rule that holds whatever the answers are.
func always(field.Values) bool { return true }

// allow makes the rule of a type with these intents, made available to people only.
func allow(intents ...models.Intent) AssignRule {
	set := map[models.Intent]bool{}
	for _, i := range intents {
		set[i] = true
	}
	return AssignRule{Allow: targeting.Allow{Intents: set}}
}
