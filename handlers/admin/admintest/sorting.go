package admintest

import (
	"bytes"

	"appdepot/handlers/web/webtest"
	"appdepot/views/link"
)

// Bring posts files with the form that takes any.
func Bring(b *webtest.Browser, files map[string][]byte) {
	b.Visit(link.Apps())
	b.Click("Upload file")
	for name, content := range files {
		b.Attach("Installation files", name, bytes.NewReader(content))
	}
	b.Press("Upload")
}
