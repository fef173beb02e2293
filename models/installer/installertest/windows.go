package installertest

import (
	"bytes"
	"testing"

	"appdepot/models/installer/sample"
)

// EXE is a program with a version resource and an icon.
func EXE(t testing.TB) sample.EXEOptions {
	return sample.EXEOptions{
		Name: "Voorbeeld ünï", Description: "Installer of it", Publisher: "Müller & Söhne", Version: "1.2.3",
		Icon: PNG(t, 256, 256),
	}
}

// IntuneWin is Win32 content with an MSI as its setup file.
func IntuneWin() []byte { return sample.Example(".intunewin") }

// Win32Content is Win32 content of these files, the first of which is the setup file.
func Win32Content(files ...sample.File) []byte {
	return sample.IntuneWin(sample.IntuneWinOptions{Name: "Probe", Files: files})
}

// MSIX is a signed app package.
func MSIX(t testing.TB) sample.MSIXOptions {
	return sample.MSIXOptions{
		Name: "Example.Notes", DisplayName: "Büro & <Notes>", Publisher: "CN=Example", PublisherDisplayName: "Müller & Söhne",
		Version: "1.2.3.4", Architecture: "x64", MinVersion: "10.0.19041.0", Logo: PNG(t, 50, 50), Filling: 200_000,
		Signer: sample.NewSigner("Example"),
	}
}

// Flip changes one byte.
func Flip(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

// SignedEXE is a program that two have signed.
func SignedEXE(t testing.TB) []byte {
	o := EXE(t)
	o.Signer, o.Second = sample.NewSigner("Example, Inc."), sample.NewSigner("Second")
	return sample.EXE(o)
}
