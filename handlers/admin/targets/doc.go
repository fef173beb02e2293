// Package targets decides with the administrator who gets what: the editor of assignments (assign.go, with the picker of groups,
// what saving will do, and an app's own page), the explanation why a device gets an app (assign_why.go), and the editor of
// relations between apps (relate.go), which shares its parts. The editors serve apps and drafts alike: kit.Editors is how the
// pages of other areas hold them.
package targets
