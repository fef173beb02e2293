package installer

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

const (
	addressSpace  = 2 << 30 // at least; a bare Go process already maps 1.2 GiB
	addressGrowth = 1 << 30 // what may be mapped beyond the start, for builds that map more
)

// limitProcess lets the kernel end this process when it maps too much memory or uses too much processor time. It can no
// longer write files or leave a memory image behind.
func limitProcess(seconds uint64) error {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return err
	}
	var pages uint64
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		return err
	}
	space := max(addressSpace, pages*uint64(os.Getpagesize())+addressGrowth)
	return errors.Join(
		limit(syscall.RLIMIT_AS, space),
		limit(syscall.RLIMIT_CPU, seconds),
		limit(syscall.RLIMIT_CORE, 0),
		limit(syscall.RLIMIT_FSIZE, 0),
	)
}

func limit(resource int, value uint64) error {
	return syscall.Setrlimit(resource, &syscall.Rlimit{Cur: value, Max: value})
}
