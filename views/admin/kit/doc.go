// Package kit is what the pages of several areas of the admin portal are made with: an area imports kit and never another area.
//
//   - form-pane, confirm: a form in a pane, a confirmation
//   - app-frame, app-state, app-words: what every page about an app has; changes: what the audit log says of old and new values
//   - devices, fact-words, relate-words: words of the nouns
//   - assign: what the editor of assignments shows; relate: the editor of relations
//   - uploads, wizard-file, package-facts, package-card: files that are uploaded and the facts read from them
//   - lookup, wizard-step, select-app-type: parts of the pages on which apps are added
package kit
