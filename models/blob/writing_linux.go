//go:build linux && (amd64 || arm64)

package blob

import (
	"os"
	"syscall"
)

const syncRangeWrite = 2 // SYNC_FILE_RANGE_WRITE: begin, and do not wait

// beginWriting has the system bring bytes of a file to the disk while more arrive, so that less is left when the file is synced.
func beginWriting(f *os.File, from, n int64) {
	_ = syscall.SyncFileRange(int(f.Fd()), from, n, syncRangeWrite) // the sync at the end is what counts
}
