// Package decmpfs reads files that HFS+ and APFS keep compressed: an extended attribute says how, and holds the content or
// leaves it to the resource fork. The content may be hostile.
package decmpfs
