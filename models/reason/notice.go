package reason

// What the notice of an action says: what was done, or was not.
var (
	// FileNotAdded: a file was refused.
	FileNotAdded = plain("fileNotAdded")
	// NamedFileNotAdded: one of several files was refused; its name.
	NamedFileNotAdded = with1[string]("namedFileNotAdded")
	// DraftDiscarded: a draft is gone; the app's name.
	DraftDiscarded = with1[string]("draftDiscarded")
	// DraftsDiscarded: drafts are gone; how many.
	DraftsDiscarded = with1[int]("draftsDiscarded")
	// AppCreated: an app was made of a draft; its name.
	AppCreated = with1[string]("appCreated")
	// AppCreatedUnassigned: the same, and nothing is assigned to it.
	AppCreatedUnassigned = with1[string]("appCreatedUnassigned")
	// AppsCreated: several apps were made of a draft; how many.
	AppsCreated = with1[int]("appsCreated")
	// AppsCreatedUnassigned: the same, and nothing is assigned to them.
	AppsCreatedUnassigned = with1[int]("appsCreatedUnassigned")
	// RetryOrdered: a device gets a failed order again; the device, the app.
	RetryOrdered = with2[string, string]("retryOrdered")
	// AssignmentsSaved: the assignments of an app were saved; its name.
	AssignmentsSaved = with1[string]("assignmentsSaved")
	// AssignmentsRemoved: an app has no assignments any longer; its name.
	AssignmentsRemoved = with1[string]("assignmentsRemoved")
	// ManyAssignmentsSaved: the assignments of several apps were saved; how many apps.
	ManyAssignmentsSaved = with1[int]("manyAssignmentsSaved")
	// AppsSorted: several apps were sorted into categories; how many apps.
	AppsSorted = with1[int]("appsSorted")
	// AppsFeatured: several apps are featured from now on; how many apps.
	AppsFeatured = with1[int]("appsFeatured")
	// AppsDeleted: several apps were deleted; how many apps.
	AppsDeleted = with1[int]("appsDeleted")
	// AssignmentEditDiscarded: an edit of assignments was given up.
	AssignmentEditDiscarded = plain("assignmentEditDiscarded")
	// DependenciesSaved: what an app depends on was saved; its name.
	DependenciesSaved = with1[string]("dependenciesSaved")
	// SupersedenceSaved: what an app supersedes was saved; its name.
	SupersedenceSaved = with1[string]("supersedenceSaved")
	// FilesBeingChecked: all stored files are being checked.
	FilesBeingChecked = plain("filesBeingChecked")
	// FullPlanBegan: the organization has the full plan.
	FullPlanBegan = plain("fullPlanBegan")
	// TrialPlanBegan: the organization has the trial plan.
	TrialPlanBegan = plain("trialPlanBegan")
	// UploadEnded: an upload was canceled; the file's name.
	UploadEnded = with1[string]("uploadEnded")
	// UpdateFetched: the update of a catalog's app is on its way; the app, the version.
	UpdateFetched = with2[string, string]("updateFetched")
	// NothingNewApproved: managed Google Play has nothing new.
	NothingNewApproved = plain("nothingNewApproved")
	// ApprovedAppsAdded: managed Google Play brought apps; how many.
	ApprovedAppsAdded = with1[int]("approvedAppsAdded")
	// PlayConnected: managed Google Play is connected.
	PlayConnected = plain("playConnected")
	// PlayDisconnected: managed Google Play is no longer connected.
	PlayDisconnected = plain("playDisconnected")
	// PrivateAppAdded: a private app was sent to managed Google Play; its name.
	PrivateAppAdded = with1[string]("privateAppAdded")
	// SourceAdded: a catalog source was added; its name.
	SourceAdded = with1[string]("sourceAdded")
	// SourceSaved: a catalog source was changed; its name.
	SourceSaved = with1[string]("sourceSaved")
	// SourceRemoved: a catalog source was removed; its name.
	SourceRemoved = with1[string]("sourceRemoved")
	// NothingNewChosen: the chosen apps were there already.
	NothingNewChosen = plain("nothingNewChosen")
	// AppAdded: an app was added from a store; its name.
	AppAdded = with1[string]("appAdded")
	// AppsAdded: apps were added from a store; how many.
	AppsAdded = with1[int]("appsAdded")
	// DetailsFilledIn: an app was chosen in a catalog; its name.
	DetailsFilledIn = with1[string]("detailsFilledIn")
	// LookupsTurnedOn: a catalog is searched again; its name.
	LookupsTurnedOn = with1[string]("lookupsTurnedOn")
	// LookupsTurnedOff: a catalog is not searched any more; its name.
	LookupsTurnedOff = with1[string]("lookupsTurnedOff")
	// Deleted: an app, a device or a user was deleted; its name.
	Deleted = with1[string]("deleted")
	// VersionRemoved: an old version was removed; the version, the app.
	VersionRemoved = with2[string, string]("versionRemoved")
	// VersionAdded: devices get a new version; the version, the app.
	VersionAdded = with2[string, string]("versionAdded")
	// VersionAddedUnassigned: a version was added to an app that no device gets; the version, the app.
	VersionAddedUnassigned = with2[string, string]("versionAddedUnassigned")
	// VersionRestoredUnassigned: the same with an earlier version.
	VersionRestoredUnassigned = with2[string, string]("versionRestoredUnassigned")
	// VersionRestored: devices get an earlier version; the version, the app.
	VersionRestored = with2[string, string]("versionRestored")
	// CategoryCreated: a category was created; its name.
	CategoryCreated = with1[string]("categoryCreated")
	// CategoryRenamed: a category has another name; that name.
	CategoryRenamed = with1[string]("categoryRenamed")
	// CategoryPinned: a category is on the dashboard.
	CategoryPinned = plain("categoryPinned")
	// CategoryUnpinned: a category is no longer on the dashboard.
	CategoryUnpinned = plain("categoryUnpinned")
	// CategoryDeleted: a category is gone.
	CategoryDeleted = plain("categoryDeleted")
	// AppSaved: the properties of an app were saved.
	AppSaved = plain("appSaved")
	// LogoSaved: the logo of an app was saved.
	LogoSaved = plain("logoSaved")
	// Saved: a device or a user was saved; the name.
	Saved = with1[string]("saved")
	// DeviceRetired: a device is no longer managed; its name.
	DeviceRetired = with1[string]("deviceRetired")
	// TokenRevoked: an enrollment token is void.
	TokenRevoked = plain("tokenRevoked")
	// UserAdded: a user was added; the name.
	UserAdded = with1[string]("userAdded")
	// PasswordReset: a user has a new password; the name.
	PasswordReset = with1[string]("passwordReset")
	// UserDisabled: a user cannot sign in any more; the name.
	UserDisabled = with1[string]("userDisabled")
	// UserEnabled: a user can sign in again; the name.
	UserEnabled = with1[string]("userEnabled")
	// BrowserSignedOut: a session was ended.
	BrowserSignedOut = plain("browserSignedOut")
	// GroupAdded: a group was added; its name.
	GroupAdded = with1[string]("groupAdded")
	// GroupSaved: a group was saved; its name.
	GroupSaved = with1[string]("groupSaved")
	// GroupDeleted: a group was deleted; its name.
	GroupDeleted = with1[string]("groupDeleted")
	// MembersAdded: members were added to a group; its name.
	MembersAdded = with1[string]("membersAdded")
	// MemberRemoved: a member was removed from a group; its name.
	MemberRemoved = with1[string]("memberRemoved")
	// GroupsNested: groups were nested in a group; its name.
	GroupsNested = with1[string]("groupsNested")
	// GroupUnnested: a group is no longer nested in a group; its name.
	GroupUnnested = with1[string]("groupUnnested")
	// NameSaved: somebody changed their own name.
	NameSaved = plain("nameSaved")
	// PasswordChanged: somebody changed their own password.
	PasswordChanged = plain("passwordChanged")
	// AppReplaced: a requested app has a successor, which is shown instead; its name.
	AppReplaced = with1[string]("appReplaced")
	// DeviceAdded: somebody added an own device; its name.
	DeviceAdded = with1[string]("deviceAdded")
	// DeviceRemoved: somebody removed an own device; its name.
	DeviceRemoved = with1[string]("deviceRemoved")
	// DeviceReleased: somebody ended the management of an own device; its name.
	DeviceReleased = with1[string]("deviceReleased")
)
