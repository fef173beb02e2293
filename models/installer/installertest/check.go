package installertest

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// InWords fails the test unless an error is one for people about the package.
func InWords(t *testing.T, what string, err error) {
	t.Helper()
	e, ok := errors.AsType[*models.Error](err)
	if err != nil && (!ok || e.Kind != models.KindInvalid && e.Kind != models.KindTooLarge || models.ReasonOf(err).Empty()) {
		t.Errorf("%s: %v", what, err)
	}
}

// Samples are packages of several formats, signed and not.
func Samples(t testing.TB) map[string][]byte {
	app := MSIX(t)
	app.Filling = 0
	inner := app
	inner.Signer = nil
	return map[string][]byte{
		"msix": sample.MSIX(app), "unsigned.msix": sample.MSIX(inner),
		"msixbundle": sample.MSIXBundle(sample.MSIXBundleOptions{Packages: []sample.MSIXOptions{inner}, Signer: app.Signer}),
		"apk":        sample.APK(APK(t)), "signed.apk": Testdata(t, "signed.apk"), "signed.msi": Testdata(t, "signed.msi"),
		"intunewin": IntuneWin(), "zip": sample.Example(".zip"),
		"exe": SignedEXE(t), "exe.zip": sample.Zip(sample.File{Name: "setup.exe", Content: SignedEXE(t), Compress: true}),
		"ipa": sample.IPA(IPA(t)), "pkg": sample.PKG(PKG()),
		"dmg": sample.DMG(DMG(t)), "signed.dmg": Testdata(t, "signed.dmg"),
		"msi": sample.MSI(sample.MSIOptions{Name: "Sample", Version: "1", Manufacturer: "Example", ProductCode: "{A}", AllUsers: "2"}),
	}
}

// Zip makes a zip archive.
func Zip(t testing.TB, write func(z *zip.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := errors.Join(write(z), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// WriteZeros writes an entry of zeros.
func WriteZeros(z *zip.Writer, name string, length int64) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = io.CopyN(w, Zeros{}, length)
	return err
}

// Zeros is a file of zeros without an end.
type Zeros struct{}

func (Zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
