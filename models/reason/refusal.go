package reason

// Why a file was refused when it was read.
var (
	// ReadTimedOut: reading the package was stopped; after how many seconds.
	ReadTimedOut = with1[int]("readTimedOut")
	// PackageUnreadable: the package made the reader fail.
	PackageUnreadable = plain("packageUnreadable")
	// PartUnreadable: a part of the package cannot be read; its name.
	PartUnreadable = with1[string]("partUnreadable")
	// PartTooLarge: a part of the package is larger than in any real one; its name.
	PartTooLarge = with1[string]("partTooLarge")
	// PackageIncomplete: the end of the package is missing.
	PackageIncomplete = plain("packageIncomplete")
	// UnpacksTooLarge: the package unpacks to far more than its size.
	UnpacksTooLarge = plain("unpacksTooLarge")
	// TooManyFiles: the package lists more files than any real one.
	TooManyFiles = plain("tooManyFiles")
	// DuplicateFile: the package has two files of one name; the name.
	DuplicateFile = with1[string]("duplicateFile")
	// FileEncrypted: a file in the package needs a password; its name.
	FileEncrypted = with1[string]("fileEncrypted")
	// ArchivePathInvalid: a file's name leads out of the archive, or Windows cannot store it; the name.
	ArchivePathInvalid = with1[string]("archivePathInvalid")
	// ArchiveDuplicate: two names in the archive are the same to Windows; the name.
	ArchiveDuplicate = with1[string]("archiveDuplicate")
	// ImageWithoutVolume: the disk image has no volume that Macs could open.
	ImageWithoutVolume = plain("imageWithoutVolume")
	// ImageEncrypted: the disk image needs a password.
	ImageEncrypted = plain("imageEncrypted")
	// ImageIsPart: the file is one of several parts of a disk image.
	ImageIsPart = plain("imageIsPart")
	// LibraryNotProgram: the file is a .dll.
	LibraryNotProgram = plain("libraryNotProgram")
	// ProgramTooOld: the program is for DOS or a Windows that no longer exists.
	ProgramTooOld = plain("programTooOld")
	// BundlePartDamaged: a package in the bundle cannot be read or is elsewhere; its name.
	BundlePartDamaged = with1[string]("bundlePartDamaged")
	// ContentMissing: the package lacks its content; the name of that.
	ContentMissing = with1[string]("contentMissing")
	// ContentCompressed: the encrypted content was compressed once more.
	ContentCompressed = plain("contentCompressed")
	// ContentLengthWrong: the content is not as long as Detection.xml says.
	ContentLengthWrong = plain("contentLengthWrong")
	// ContentKeyWrong: the key in the package is not that of its content.
	ContentKeyWrong = plain("contentKeyWrong")
	// ContentKeyLength: a value that decrypts the content is of the wrong length; its name.
	ContentKeyLength = with1[string]("contentKeyLength")
	// ContentOutside: the content file that the package names is not inside it.
	ContentOutside = plain("contentOutside")
	// SetupOutside: the package starts a file outside its content; its path.
	SetupOutside = with1[string]("setupOutside")
	// NotAndroidApp: AndroidManifest.xml is damaged or not of an app.
	NotAndroidApp = plain("notAndroidApp")
	// SeveralApps: the package has more than one app.
	SeveralApps = plain("severalApps")
	// NoInfoPlist: the app in the package has no Info.plist.
	NoInfoPlist = plain("noInfoPlist")
	// InstallerPatch: the file only changes an installed app.
	InstallerPatch = plain("installerPatch")
	// InstallerTransform: the file only changes how a package is installed.
	InstallerTransform = plain("installerTransform")
	// OfficeDocument: the file is a document in an OLE compound file.
	OfficeDocument = plain("officeDocument")
	// PlainXar: the xar archive is no installer package.
	PlainXar = plain("plainXar")
	// NoBlockMap: the Windows package has no block map.
	NoBlockMap = plain("noBlockMap")
	// NoIdentity: the manifest lacks name, publisher or version.
	NoIdentity = plain("noIdentity")
	// LongArchive: the archive is in the long form, zip64.
	LongArchive = plain("longArchive")
	// AppBundle: the file is for app stores only.
	AppBundle = plain("appBundle")
	// ArchiveOfPackages: the archive has packages and is none.
	ArchiveOfPackages = plain("archiveOfPackages")
	// PlainArchive: the archive is no package; what can be uploaded.
	PlainArchive = with1[[]string]("plainArchive")
	// PDFDocument: the file is a document; what can be uploaded.
	PDFDocument = with1[[]string]("pdfDocument")
	// NothingInside: the file that was to be read has no bytes.
	NothingInside = plain("nothingInside")
	// CodeAndPackage: the file begins as program code and ends as a package.
	CodeAndPackage = plain("codeAndPackage")
	// CabinetFile: the file is a cabinet, which has files and says not how to install them.
	CabinetFile = plain("cabinetFile")
	// WindowsUpdateFile: the file is an update of Windows itself.
	WindowsUpdateFile = plain("windowsUpdateFile")
	// DiscImage: the file is the image of a disc.
	DiscImage = plain("discImage")
	// OtherArchive: the file is an archive of another kind than zip; its ending.
	OtherArchive = with1[string]("otherArchive")
	// LinuxPackage: the file is for Linux; its ending.
	LinuxPackage = with1[string]("linuxPackage")
	// AppInstallerFile: the file only says where a package is.
	AppInstallerFile = plain("appInstallerFile")
	// NotInstaller: the file is no package that can be read; what can be uploaded.
	NotInstaller = with1[[]string]("notInstaller")
)
