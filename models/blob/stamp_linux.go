package blob

import (
	"fmt"
	"io/fs"
	"syscall"
)

// changed is what nobody can set back after writing to a file, unlike the time of its last change.
func changed(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprint(s.Ino, s.Ctim)
}
