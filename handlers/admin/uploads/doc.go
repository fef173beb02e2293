// Package uploads receives files: in pieces (tus.go, tus_headers.go), as a whole for a draft (draft_packages.go), and several at
// once, of which each becomes an app (new_uploads.go). uploads.go lists the uploads that have not become an app yet.
package uploads
