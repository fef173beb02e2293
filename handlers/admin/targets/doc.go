// Package targets decides with the administrator who gets what.
//
//   - assign.go is the editor of assignments, the same for an app, several apps at once and a draft: it is given references to what
//     is assigned with what each allows (kit.Assignable), so that policies can be next. assign_groups.go picks groups,
//     assign_impact.go says what saving will do
//   - assign_app.go is the page of an app's assignments; the first change opens an edit, which assign_edits.go shows, saves, discards
//     and catches up with what somebody else saved; assign_several.go opens one for several apps
//   - assign_why.go explains why a device gets an app
//   - relate*.go is the editor of relations between apps; editing.go is what both editors share
//
// The pages of other areas reach the editors as kit.Editors.
package targets
