package facts

// Format names a kind of file by its content.
type Format string

// The formats that are told apart. Those in the table of readers are packages; the others exist so that a refusal can say
// what the file is instead.
const (
	FormatAPK        Format = "apk"        // Android package: a zip archive with AndroidManifest.xml
	FormatIPA        Format = "ipa"        // iOS package: a zip archive with one Payload/*.app
	FormatMSI        Format = "msi"        // Windows Installer database: an OLE compound file
	FormatMSIX       Format = "msix"       // .appx or .msix: a zip archive with AppxManifest.xml; content does not tell the two apart
	FormatMSIXBundle Format = "msixbundle" // .appxbundle or .msixbundle: a zip archive with AppxMetadata/AppxBundleManifest.xml
	FormatIntuneWin  Format = "intunewin"  // Win32 content: a zip archive with IntuneWinPackage/Metadata/Detection.xml
	FormatPKG        Format = "pkg"        // macOS installer package: a xar archive
	FormatDMG        Format = "dmg"        // macOS disk image: UDIF
	FormatEXE        Format = "exe"        // Windows program
	FormatZIP        Format = "zip"        // any other zip archive
	FormatOLE        Format = "ole"        // any other OLE compound file
	FormatPDF        Format = "pdf"
)

// Extension is the usual file name ending with its dot, such as ".apk"; "" for a format that has none.
func (f Format) Extension() string {
	if f == "" || f == FormatOLE {
		return ""
	}
	return "." + string(f)
}

// formats are all that are told apart, in the order in which they are named to people.
var formats = []Format{
	FormatAPK, FormatIPA, FormatMSI, FormatMSIX, FormatMSIXBundle, FormatIntuneWin, FormatEXE, FormatZIP, FormatPKG, FormatDMG,
	FormatOLE, FormatPDF,
}

// Uploadable lists the endings of the files that can be read: of every format but those known only to be refused.
func Uploadable() (endings []string) {
	for _, f := range formats {
		if f != FormatOLE && f != FormatPDF {
			endings = append(endings, f.Extension())
		}
	}
	return endings
}
