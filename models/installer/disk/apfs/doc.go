// Package apfs reads files of the volumes in an APFS container: Apple's File System Reference. Snapshots are left alone, and
// so are encrypted volumes. Containers may be hostile: every search and listing is bounded, and nothing is allocated for
// sizes that only the container claims.
package apfs
