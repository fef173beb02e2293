// Package add holds the pages on which an app is added, one a file: Select app type, drafts, and the steps of the wizard.
package add
