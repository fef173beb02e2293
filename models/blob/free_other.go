//go:build !linux && !darwin

package blob

import "math"

// freeBytes does not know here: writing fails when the disk is full.
func freeBytes(string) (int64, error) { return math.MaxInt64, nil }
