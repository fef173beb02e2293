// Package blob keeps package files: in a folder by default, in S3 or a compatible server by URL. Files are streamed both
// ways and never held in memory.
package blob
