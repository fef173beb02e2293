// Package installer reads installer packages: what they are called, who they come from, what they run on, who signed them.
// Formats are known by content, never by name. Packages are hostile until proven otherwise: every read goes through a cap that
// ignores declared sizes, and a server calls Isolated, which reads in a child process with its own limits.
//
// This package is the front. Start in inspect.go, the table of readers; sniff.go tells the formats apart; isolated.go, child.go
// and wire.go are the parent, the child and what they say to each other. The rooms behind it:
//
//   - input: the file as readers see it, with the caps and the words for damaged files
//   - facts: what readers find: Report, Signature, Icon, Format
//   - archive, compound, xmldoc, disk, xz: containers, of whatever platform
//   - picture: icons
//   - sign: what signatures of several formats have in common: messages (PKCS #7), certificates, time stamps, code directories
//   - android, apple, windows, msix: the readers, by platform
//   - sample: small valid packages for tests and the demo; installertest: what the tests of these packages share
//
// A new format is a reader in the room of its platform, a Format in facts, and one line each in inspect.go and sniff.go. Rooms
// never import this package, and no reader writes a file or starts a program.
package installer
