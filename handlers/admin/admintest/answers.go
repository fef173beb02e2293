package admintest

import (
	"bytes"

	"appdepot/handlers/web/webtest"
	"appdepot/models/apptype"
	"appdepot/models/installer/sample"
	"appdepot/views/link"
)

// Begin opens the wizard for an entry of the pane.
func Begin(b *webtest.Browser, entry apptype.Entry) {
	b.Visit(link.Apps())
	b.Visit(link.SelectAppType())
	b.WithinGroup(entry.Heading, func() { b.Choose(entry.Label) })
	b.Press("Select")
	b.See("Add app")
}

// BeginType opens the wizard for a type.
func BeginType(b *webtest.Browser, id string) *apptype.Definition {
	d, ok := apptype.Get(id)
	if !ok {
		panic("no type is called " + id)
	}
	Begin(b, d.Entry)
	return d
}

// ExamplePackage is a file of the type.
func ExamplePackage(d *apptype.Definition) []byte { return sample.Example(d.Package.Extensions[0]) }

// Upload brings a file with the form.
func Upload(b *webtest.Browser, name string, file []byte) {
	b.Attach("App package file", name, bytes.NewReader(file))
	b.Press("Upload file")
}
