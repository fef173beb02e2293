package blob

import (
	"fmt"
	"io/fs"

	"gocloud.dev/blob"
)

// Stamp tells the states of a stored file apart: it becomes another when somebody writes to the file or puts another one in its place.
// Bytes that rot on their disk leave it as it is.
type Stamp string

// StampOf is the stamp of a file in a folder.
func StampOf(info fs.FileInfo) Stamp {
	return Stamp(fmt.Sprint(info.Size(), info.ModTime().UnixNano(), changed(info)))
}

// Object is what a store that is no folder tells of a file without being asked for it.
type Object struct {
	Size  int64
	Stamp Stamp
}

func objectOf(o *blob.ListObject) Object {
	return Object{o.Size, Stamp(fmt.Sprintf("%d %d %x", o.Size, o.ModTime.UnixNano(), o.MD5))}
}
