package apptype

import (
	"path"
	"strings"
)

// Limits is the size in bytes of the largest file of each file name ending that the entry takes.
func (e PaneEntry) Limits() map[string]int64 {
	limits := map[string]int64{}
	for _, d := range e.Types {
		if d.Package == nil || d.Package.Fetched {
			continue
		}
		for _, extension := range d.Package.Extensions {
			limits[extension] = max(limits[extension], d.Package.MaxBytes)
		}
	}
	return limits
}

// LimitOf is the size in bytes of the largest file with this name that the entry takes. A name that says nothing leaves it open: the
// content decides.
func (e PaneEntry) LimitOf(fileName string) int64 {
	if limit, ok := e.Limits()[extensionOf(fileName)]; ok {
		return limit
	}
	return e.MaxBytes()
}

// Limits is the size in bytes of the largest file of each file name ending that some type takes.
func Limits() map[string]int64 {
	limits := map[string]int64{}
	for _, e := range Pane() {
		for extension, limit := range e.Limits() {
			limits[extension] = max(limits[extension], limit)
		}
	}
	return limits
}

// LimitOf is the size in bytes of the largest file with this name that some type takes.
func LimitOf(fileName string) (most int64) {
	if limit, ok := Limits()[extensionOf(fileName)]; ok {
		return limit
	}
	for _, e := range Pane() {
		most = max(most, e.MaxBytes())
	}
	return most
}

func extensionOf(fileName string) string { return strings.ToLower(path.Ext(fileName)) }
