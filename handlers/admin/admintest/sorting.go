package admintest

import (
	"bytes"

	"appdepot/handlers/web/webtest"
	"appdepot/views/link"
)

// UploadFiles posts files with the form that takes any.
func UploadFiles(b *webtest.Browser, files map[string][]byte) {
	b.Visit(link.Apps())
	b.Click("Upload file")
	for name, content := range files {
		b.Attach("Installer packages", name, bytes.NewReader(content))
	}
	b.Press("Upload files")
}
