// Package input gives readers of installer packages the file: reads that fail at its end, once the caller has given up, and once
// more is unpacked than its budget allows. Start with Source. What stands here too are the caps that several readers have in
// common, numbers from bytes that may be missing (Bytes), and the words for files that are damaged or cut off.
//
// Nothing here knows a format.
package input
