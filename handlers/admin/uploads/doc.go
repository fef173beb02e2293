// Package uploads takes files: in pieces (tus.go, tus_headers.go), whole for a draft (uploads_draft.go), several at once that
// are sorted into the wizards they fit (sorting.go), and lists those that have not arrived yet (arriving.go).
package uploads
