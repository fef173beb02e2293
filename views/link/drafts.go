package link

import "net/url"

// DraftSection is a command or a part of a draft: "discard", "icon", "assignments".
func DraftSection(id, section string) string { return in(Drafts(), id, section) }

// DraftsDiscard asks whether several drafts should go.
func DraftsDiscard(ids ...string) string {
	return in(Drafts(), "discard") + "?" + url.Values{"id": ids}.Encode()
}

// DraftFileRemoval takes the package file off a draft.
func DraftFileRemoval(id string) string { return in(Drafts(), id, "package", "removal") }

// AppVersionFile takes the package of an app's next version.
func AppVersionFile(app string) string { return in(Apps(), app, "versions", "package") }
