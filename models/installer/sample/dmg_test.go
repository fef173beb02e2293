package sample_test

import (
	"bytes"
	"fmt"
	"testing"

	"appdepot/models/installer/sample"
)

var dmg = sample.DMGOptions{
	Volume: "Tools",
	Apps: []sample.App{
		{Name: "Werkzeug", BundleID: "com.example.app", Version: "1.2.3", Build: "45", MinimumOS: "13.0", Icon: []byte("icon")},
		{Name: "Helper", BundleID: "com.example.helper", Folder: "Extras"},
	},
	Files: map[string][]byte{"Read me.txt": []byte("Hello.\n"), "Empty": nil},
}

func TestDMGIsStable(t *testing.T) {
	if !bytes.Equal(sample.DMG(dmg), sample.DMG(dmg)) {
		t.Error("two disk images of the same options differ")
	}
}

func TestSevenZipReadsDMG(t *testing.T) {
	expect(t, saidBy(t, sample.DMG(dmg), "7z", "l", "FILE"), "Method = HFSX", "Tools/Werkzeug.app/Contents/Info.plist",
		"Tools/Werkzeug.app/Contents/Resources/App.icns", "Tools/Extras/Helper.app/Contents/MacOS/sample", "Tools/Read me.txt", "Tools/Empty")
	expect(t, saidBy(t, sample.DMG(dmg), "7z", "t", "FILE"), "Everything is Ok")
}

// Many apps need a catalog of several levels, and a disk of several chunks.
func TestSevenZipReadsLargeDMG(t *testing.T) {
	o := sample.DMGOptions{Files: map[string][]byte{"zeros": make([]byte, 3<<20)}}
	for i := range 300 {
		o.Apps = append(o.Apps, sample.App{Name: fmt.Sprint("App ", i), BundleID: fmt.Sprint("com.example.app", i)})
	}
	expect(t, saidBy(t, sample.DMG(o), "7z", "l", "FILE"), "Sample/App 299.app/Contents/Info.plist", "601 files, 901 folders")
	expect(t, saidBy(t, sample.DMG(o), "7z", "t", "FILE"), "Everything is Ok")
}
