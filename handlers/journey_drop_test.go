package handlers_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models/installer/sample"
)

// drag makes a drag of files over the page, or drops them, as a person does.
func drag(p *browsertest.Page, event string, files map[string][]byte) {
	var made []string
	for name, content := range files {
		made = append(made, fmt.Sprintf("new File([Uint8Array.from(atob(%q), c => c.charCodeAt(0))], %q)", base64.StdEncoding.EncodeToString(content), name))
	}
	browsertest.Eval[bool](p, fmt.Sprintf(`(files => {
		const data = new DataTransfer();
		for (const file of files) data.items.add(file);
		return document.querySelector("main").dispatchEvent(new DragEvent(%q, {dataTransfer: data, bubbles: true, cancelable: true}));
	})([%s])`, event, strings.Join(made, ", ")))
}

func TestFileIsDroppedOnAllApps(t *testing.T) {
	_, p := manager(t)
	file := map[string][]byte{"scan.bin": sample.Example(".apk")}
	drag(p, "dragenter", file)
	p.WaitText("Drop files to add apps")
	drag(p, "dragleave", file)
	p.WaitGone("Drop files to add apps")
	drag(p, "dragenter", file)
	drag(p, "drop", file)
	p.WaitText("Android line-of-business app")
	p.WaitText("From the file")
}

func TestSeveralFilesAreDropped(t *testing.T) {
	_, p := manager(t)
	drag(p, "drop", map[string][]byte{"scan.apk": sample.Example(".apk"), "manual.pdf": []byte("%PDF-1.7 how to scan"), "empty.msi": {}})
	p.WaitText("Uploaded files")
	p.WaitText("Draft created")
	p.WaitText("Cannot be used")
	p.Accessible()
	p.SetSize(390, 844)
	p.Accessible()
}

func TestEmptyFileIsRefusedAtOnce(t *testing.T) {
	_, p := manager(t)
	drag(p, "drop", map[string][]byte{"empty.msi": {}})
	p.WaitText("empty.msi is empty or a folder.")
	p.Accessible()
}

func TestForeignFileIsRefusedWithWhatToDo(t *testing.T) {
	_, p := manager(t)
	drag(p, "drop", map[string][]byte{"drivers.cab": []byte("MSCF")})
	p.WaitText("Pack it with an install script as a .zip and upload that.")
	p.Accessible()
}
