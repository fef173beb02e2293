package link

import "net/url"

// Uploads lists the files that are still arriving; files start to arrive there.
func Uploads() string { return "/uploads" }

// Upload is one of them; the rest of it arrives there.
func Upload(id string) string { return in(Uploads(), id) }

// NewUpload takes files of any kind, from which apps are begun.
func NewUpload() string { return in(Uploads(), "new") }

// UploadDrafts begins an app of each uploaded file.
func UploadDrafts() string { return in(Uploads(), "drafts") }

// UploadResults says for each uploaded file which app it became.
func UploadResults(ids ...string) string {
	return in(Uploads(), "results") + "?" + url.Values{"id": ids}.Encode()
}

// UploadDraft begins an app of a file of which more than one kind could be made.
func UploadDraft(id string) string { return in(Uploads(), id, "draft") }

// UploadCancel forgets an upload.
func UploadCancel(id string) string { return in(Uploads(), id, "cancel") }

// Storage says what is kept and what can be removed.
func Storage() string { return "/storage" }

// StorageCheck has the stored files checked.
func StorageCheck() string { return in(Storage(), "check") }

// StoragePlan chooses how much may be kept.
func StoragePlan() string { return in(Storage(), "plan") }

// AppVersionRestore makes an earlier version of an app its current one again.
func AppVersionRestore(app, version string) string {
	return in(Apps(), app, "versions", version, "restore")
}

// AppVersionDelete removes a version of an app that is not its current one.
func AppVersionDelete(app, version string) string {
	return in(Apps(), app, "versions", version, "delete")
}
