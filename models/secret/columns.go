package secret

// Column is a column of the database with sealed values.
type Column struct {
	Table string
	Row   string // the column that says which row it is
	Name  string
	JSON  bool   // sealed are some of the texts in a JSON document; else the whole text
	Kind  string // the column that says what the document is about, where that decides what is secret in it; empty for none
	Only  string // the one row that it is about; empty for all rows
	What  string // what is sealed, for people
	Again string // how people enter it again when the key is lost
}

// The columns with sealed values.
var (
	PlayConnection = Column{Table: "settings", Row: "name", Name: "value", Only: "catalog.play",
		What: "the connection to managed Google Play: address and account", Again: "connect managed Google Play again, under Connectors"}
	CatalogLocation = Column{Table: "catalog_sources", Row: "id", Name: "location",
		What: "locations of sources of the Enterprise App Catalog", Again: "edit each source under Connectors and enter its location"}
	TaskArgs = Column{Table: "service_tasks", Row: "id", Name: "args", JSON: true,
		What: "what was begun at a connected service", Again: "nothing: what was begun is given up, and can be done again"}
	AppAnswers = Column{Table: "apps", Row: "id", Name: "answers", JSON: true, Kind: "type",
		What: "secret answers in the properties of apps", Again: "edit the properties of each app and enter its secrets"}
	VersionAnswers = Column{Table: "app_versions", Row: "id", Name: "answers", JSON: true, Kind: "(SELECT type FROM apps WHERE apps.id = app_versions.app_id)",
		What: "the same, as they were with earlier versions", Again: "nothing: going back to a version takes the app's own"}
	DraftForm = Column{Table: "drafts", Row: "id", Name: "form", JSON: true, Kind: "type",
		What: "the same, in drafts", Again: "open each draft and enter its secrets"}
	DraftFound = Column{Table: "drafts", Row: "id", Name: "found", JSON: true,
		What: "addresses from which drafts download content, which may be signed", Again: "choose the app in the catalog again, or upload the file"}
	EventChanges = Column{Table: "events", Row: "id", Name: "changes", JSON: true, Kind: "object_kind",
		What: "addresses and accounts in the audit log", Again: "nothing: the log keeps its lines, without these values"}
)

// Columns lists them all.
var Columns = []Column{PlayConnection, CatalogLocation, TaskArgs, AppAnswers, VersionAnswers, DraftForm, DraftFound, EventChanges}

// At is the place of a row's value.
func (c Column) At(row string) Place { return Place{c.Table, row, c.Name} }

// String is the column's name with its table's.
func (c Column) String() string { return c.Table + "." + c.Name }
