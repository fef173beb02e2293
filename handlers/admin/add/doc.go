// Package add has the pages on which an app is added: the pane of app types, drafts, and the wizard with its steps. The steps
// Assignments and Relations are edited by kit.Editors.
//
//   - pane.go chooses the kind of app and begins a draft; drafts.go lists drafts
//   - wizard.go opens a draft at a step and goes on; one wizard_*.go a kind of step
package add
