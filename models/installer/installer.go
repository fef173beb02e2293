// Package installer reads installer packages: what they are called, who they come from, what they run on, who signed
// them. Formats are known by content, never by name. Packages are hostile until proven otherwise: every read goes through
// a cap that ignores declared sizes, and a server calls Isolated, which reads in a child process with its own limits.
package installer
