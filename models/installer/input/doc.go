// Package input gives readers of installer packages the file: reads that end with it, with the caller's patience and with
// a budget of unpacked bytes. Start with Source. What stands here too are the caps that several readers have in common, numbers
// from bytes that may be missing (Bytes), and the words for files that are damaged or cut off.
//
// Nothing here knows a format.
package input
