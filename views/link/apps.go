package link

// Apps is the list of all apps; a new app starts at SelectAppType.
func Apps() string          { return "/apps" }
func SelectAppType() string { return "/apps/new" }

// App is one app's overview.
func App(id string) string { return in(Apps(), id) }

// SelectedApps is a command for several apps: "assign", "categories", "feature", "delete".
func SelectedApps(command string) string { return in(Apps(), "selected", command) }

// AppSection is a tab or a command of an app: "properties", "device-status", "user-status", "versions", "relationships",
// "history", "delete".
func AppSection(id, section string) string { return in(Apps(), id, section) }

// AppProperties is where one section of an app's properties is changed.
func AppProperties(id, section string) string { return in(Apps(), id, "properties", section, "edit") }

// Drafts are apps being made; DraftFile takes the upload.
func Drafts() string             { return "/drafts" }
func Draft(id string) string     { return in(Drafts(), id) }
func DraftFile(id string) string { return in(Drafts(), id, "package") }

// DraftStep is one step of the wizard.
func DraftStep(id, step string) string { return in(Drafts(), id, "steps", step) }

// Assignments of an app.
func Assignments(app string) string { return AppSection(app, "assignments") }

// AppRelations and DraftRelations are where the apps that an app depends on or supersedes are chosen; step is "dependencies" or
// "supersedence".
func AppRelations(app, step string) string     { return in(AppSection(app, "relations"), step) }
func DraftRelations(draft, step string) string { return in(Draft(draft), "relations", step) }

// Categories of apps.
func Categories() string        { return "/categories" }
func NewCategory() string       { return "/categories/new" }
func Category(id string) string { return in(Categories(), id) }

// CategorySection is a page or a command of a category: "edit", "delete", "pin".
func CategorySection(id, section string) string { return in(Categories(), id, section) }

// appObjects are the pages of apps and what belongs to them, by the kind that the audit log stores.
var appObjects = objects{"app": App, "category": Category}
