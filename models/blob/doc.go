// Package blob keeps package files: in a folder by default, in S3 or a compatible server by URL. Files are streamed both
// ways and never held in memory.
//
// blob.go is the Bucket: Write, Read, Delete, Keys, and File for the kernel to send one. append.go lets files in a folder grow,
// for uploads that arrive in pieces. writing_linux.go starts the way of bytes to the disk early. folder.go makes folders that are
// private. room.go leaves some of the disk free. stamp.go tells whether somebody wrote to a file since it was looked at.
//
// Nothing here knows what a file is or who may read it; keys are chosen by the store.
package blob
