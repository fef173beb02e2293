// Package windows reads packages for Windows: Windows Installer packages (msi.go), programs (exe.go, pe.go), and archives of a setup
// file and what it needs, open (setupfile.go) or as Win32 content (intunewin.go). setup.go tells what made an installer and how
// that is run silently. App packages (MSIX) are in msix.
package windows
