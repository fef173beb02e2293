package kit

import (
	"appdepot/models/apptype"
)

// LargestPackage is the size in bytes of the largest file that any type of app takes.
func LargestPackage() (most int64) {
	for _, e := range apptype.Pane() {
		most = max(most, e.MaxBytes())
	}
	return most
}
