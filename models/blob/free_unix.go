//go:build linux || darwin

package blob

import "syscall"

// freeBytes is how many bytes of a folder's disk are free for this process.
func freeBytes(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
