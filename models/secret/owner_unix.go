//go:build unix

package secret

import (
	"io/fs"
	"syscall"
)

// owner is whose a file is; where that is not known, modes say nothing.
func owner(info fs.FileInfo) (uid int, known bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return int(s.Uid), true
}
