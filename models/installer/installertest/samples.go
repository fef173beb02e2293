package installertest

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"testing"

	"appdepot/models/installer/sample"
)

// PNG makes a PNG of a size.
func PNG(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// APK is an Android package with everything that is read from one.
func APK(t testing.TB) sample.APKOptions {
	return sample.APKOptions{
		Label: "Voorbeeld ünï", PackageID: "com.example.app", VersionName: "1.2.3", VersionCode: 7, MinSDK: 26, TargetSDK: 34,
		ABIs: []string{"arm64-v8a", "armeabi-v7a", "x86_64", "mips"}, Icon: PNG(t, 16, 16), Signer: sample.NewSigner("Example, Inc."),
	}
}

// BareManifest copies the manifest of a package without anything else.
func BareManifest(z *zip.Writer) error {
	whole := sample.APK(sample.APKOptions{PackageID: "com.example.bare"})
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		return err
	}
	return z.Copy(from.File[0])
}
