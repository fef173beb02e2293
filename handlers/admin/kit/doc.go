// Package kit is what the areas of the admin portal share: an area imports kit and never another area.
//
//   - listing.go: the addresses of a list that is searched, filtered, sorted and turned; csv.go sends one as a file
//   - forms.go: forms in a pane, confirmations, notices after a command
//   - app_frame.go: the frame of an app's pages; drafts.go: finding a draft and what it is called
//   - uploads.go, receive_files.go, upload_rows.go: files that are being uploaded
//   - editors.go: the editors of assignments and relations, as the pages around them see them; targets has them
package kit
