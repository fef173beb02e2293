// Package udif reads disk images of macOS (UDIF, .dmg): it gives the disk that is packed in one. An image ends with a
// trailer; a property list or a resource fork says where the chunks are and how they are packed. Images may be hostile:
// chunks are decoded when they are read, few are kept, and all together they may not give more than a bound.
package udif
