package activity

import "appdepot/models"

// Activities about apps, their categories, drafts and packages.
var (
	AssignApp        = add(Activity{Kind: "app.assign", Object: app, Words: models.T("Change assignments"), Icon: "people-add", Done: "assigned"})
	CreateApp        = add(Activity{Kind: "app.create", Object: app, Words: models.T("Create app"), Icon: "add", Done: "created"})
	DeleteApp        = add(Activity{Kind: "app.delete", Object: app, Words: models.T("Delete app"), Icon: "delete", Done: "deleted", Removes: true})
	RelateApp        = add(Activity{Kind: "app.relate", Object: app, Words: models.T("Change relationships"), Icon: "link"})
	RemoveAppVersion = add(Activity{Kind: "app.removeVersion", Object: app, Words: models.T("Remove app version"), Icon: "subtract-circle"})
	RequestApp       = add(Activity{Kind: "app.request", Object: app, Words: models.T("Request app"), Icon: "chat"})
	RestoreApp       = add(Activity{Kind: "app.restore", Object: app, Words: models.T("Restore app version"), Icon: "arrow-undo"})
	RetryInstall     = add(Activity{Kind: "app.retry", Object: app, Words: models.T("Retry installation"), Icon: "arrow-clockwise"})
	UpdateApp        = add(Activity{Kind: "app.update", Object: app, Words: models.T("Change app"), Icon: "edit"})
	AddAppVersion    = add(Activity{Kind: "app.version", Object: app, Words: models.T("Add app version"), Icon: "arrow-upload", Done: "has a new version"})

	CreateCategory = add(Activity{Kind: "category.create", Object: category, Words: models.T("Create category"), Icon: "tag", Done: "created"})
	DeleteCategory = add(Activity{Kind: "category.delete", Object: category, Words: models.T("Delete category"), Icon: "delete", Done: "deleted", Removes: true})
	PinCategory    = add(Activity{Kind: "category.pin", Object: category, Words: models.T("Pin category"), Icon: "pin", Done: "pinned"})
	UnpinCategory  = add(Activity{Kind: "category.unpin", Object: category, Words: models.T("Unpin category"), Icon: "pin-off", Done: "unpinned"})
	UpdateCategory = add(Activity{Kind: "category.update", Object: category, Words: models.T("Rename category"), Icon: "edit"})

	CreateDraft    = add(Activity{Kind: "draft.create", Object: draft, Words: models.T("Create draft"), Icon: "document-edit"})
	DeleteDraft    = add(Activity{Kind: "draft.delete", Object: draft, Words: models.T("Discard draft"), Icon: "delete", Removes: true})
	RefuseDownload = add(Activity{Kind: "draft.refuse", Object: draft, Words: models.T("Refuse download"), Icon: "dismiss-circle"})

	RefusePackage = add(Activity{Kind: "package.refuse", Object: pkg, Words: models.T("Reject package"), Icon: "dismiss-circle"})
	SendPackage   = add(Activity{Kind: "package.send", Object: pkg, Words: models.T("Send package to managed Google Play"), Icon: "cloud-arrow-up"})
	UploadPackage = add(Activity{Kind: "package.upload", Object: pkg, Words: models.T("Upload package"), Icon: "arrow-upload"})
)
