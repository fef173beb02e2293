package models

// Chunk is the next bytes of an upload.
type Chunk struct {
	Offset   int64 // where they begin in the file
	Checksum Checksum
}

// Checksum is the hash of a chunk as its sender computed it; the zero value when it did not.
type Checksum struct {
	Algorithm string // "sha256" or "sha1", as the tus protocol calls them
	Sum       []byte
}
