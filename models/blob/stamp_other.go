//go:build !linux

package blob

import "io/fs"

func changed(fs.FileInfo) string { return "" }
