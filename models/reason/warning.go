package reason

// What is odd about a package that was accepted.
var (
	// NoName: the package does not say what the app is called.
	NoName = plain("noName")
	// NoBundleID: the package does not say its bundle ID.
	NoBundleID = plain("noBundleID")
	// NoPackageName: the package does not say its package name.
	NoPackageName = plain("noPackageName")
	// NoProductCode: the package does not say its product code.
	NoProductCode = plain("noProductCode")
	// SeveralSetupFiles: several files in the archive could be the setup file.
	SeveralSetupFiles = plain("severalSetupFiles")
	// SetupFileCompressed: little is known about a large and compressed setup file; its path.
	SetupFileCompressed = with1[string]("setupFileCompressed")
	// SetupFileUnreadable: nothing is known about a setup file that cannot be read; its path.
	SetupFileUnreadable = with1[string]("setupFileUnreadable")
	// SetupFileMissing: the content lacks the setup file that the package names; its path.
	SetupFileMissing = with1[string]("setupFileMissing")
	// ProductCodeMismatch: the setup file has another product code than the package says; what it says.
	ProductCodeMismatch = with1[string]("productCodeMismatch")
	// PackedByOldTool: the content was packed by a version of the preparation tool that some devices refuse; the version.
	PackedByOldTool = with1[string]("packedByOldTool")
	// FilesOutside: the package cannot be installed without files beside it; their names.
	FilesOutside = with1[string]("filesOutside")
	// NoAppInImage: no app is in the upper two levels of the disk image.
	NoAppInImage = plain("noAppInImage")
	// MoreAppsThanListed: the disk image has more apps than are listed; how many are.
	MoreAppsThanListed = with1[int]("moreAppsThanListed")
	// AppWithoutBundleID: an app in the disk image does not say its bundle ID; its path.
	AppWithoutBundleID = with1[string]("appWithoutBundleID")
	// ImageHasPackage: the disk image has an installer package, which devices do not run; its path.
	ImageHasPackage = with1[string]("imageHasPackage")
	// VolumeUnreadable: the volume of the disk image is of a kind that cannot be read; the kind.
	VolumeUnreadable = with1[string]("volumeUnreadable")
	// ImageDamaged: the disk image does not have the checksum that it names.
	ImageDamaged = plain("imageDamaged")
	// NoProfile: the app has no provisioning profile.
	NoProfile = plain("noProfile")
	// ProfileUnreadable: the provisioning profile cannot be read.
	ProfileUnreadable = plain("profileUnreadable")
	// ProfileExpired: the provisioning profile has ended; the day.
	ProfileExpired = with1[Date]("profileExpired")
	// ProfileExpires: the provisioning profile ends soon; the day.
	ProfileExpires = with1[Date]("profileExpires")
	// NotForPhones: the app was built for other devices than iPhone and iPad; which.
	NotForPhones = with1[string]("notForPhones")
	// Debuggable: debuggers may look into the app.
	Debuggable = plain("debuggable")
	// TestOnly: the app is marked as one for tests, which devices do not install.
	TestOnly = plain("testOnly")
	// SplitPackage: the package is one part of an app; the part's name.
	SplitPackage = with1[string]("splitPackage")
	// SplitsMissing: the package needs other parts, which are not in the file.
	SplitsMissing = plain("splitsMissing")
	// AppStoreProfile: the provisioning profile is for the App Store.
	AppStoreProfile = plain("appStoreProfile")
	// FrameworkPackage: the package serves other apps and is none itself.
	FrameworkPackage = plain("frameworkPackage")
	// ModificationPackage: the package only changes or extends another app.
	ModificationPackage = plain("modificationPackage")
	// NeedsPackages: Windows installs the app only with packages that are not in the file; their names.
	NeedsPackages = with1[[]string]("needsPackages")
	// ManifestUTF16: a document in the package is in UTF-16; its name.
	ManifestUTF16 = with1[string]("manifestUTF16")
	// BundlePublisherMismatch: the app in a bundle is of another publisher; the bundle's, the app's.
	BundlePublisherMismatch = with2[string, string]("bundlePublisherMismatch")
	// LauncherIdentity: name, version and publisher are those of the tool that made the setup program; the tool.
	LauncherIdentity = with1[string]("launcherIdentity")
	// BundleWithoutApp: the bundle has no main package.
	BundleWithoutApp = plain("bundleWithoutApp")
	// BundleWithoutPackages: the packages of the bundle are in files beside it.
	BundleWithoutPackages = plain("bundleWithoutPackages")
	// ResourcePackage: the package has only texts and pictures for another one.
	ResourcePackage = plain("resourcePackage")
	// PackageWithoutPackages: the packages that the package names are not in it.
	PackageWithoutPackages = plain("packageWithoutPackages")
	// OnlyScripts: the package has scripts and no files, so its presence cannot be detected.
	OnlyScripts = plain("onlyScripts")
	// NoFiles: the package has no files, so its presence cannot be detected.
	NoFiles = plain("noFiles")
	// FilesUnread: not all files in the package could be read.
	FilesUnread = plain("filesUnread")
	// ChecksumsMismatch: files in the package do not have the checksums that it lists.
	ChecksumsMismatch = plain("checksumsMismatch")
	// FileNameMismatch: the content is of another kind than the file's name says; the name, the endings of that kind.
	FileNameMismatch = with2[string, []string]("fileNameMismatch")
	// MacAppNotSigned: a macOS line-of-business app is not signed as Macs want it.
	MacAppNotSigned = plain("macAppNotSigned")
	// MacAppWithoutFiles: a macOS line-of-business app has no files by which it is detected.
	MacAppWithoutFiles = plain("macAppWithoutFiles")
	// AppOutsideApplications: an included app is put where its presence is not detected; its bundle ID, the folder.
	AppOutsideApplications = with2[string, string]("appOutsideApplications")
	// BuildWithoutVersion: only the build number was raised; the version.
	BuildWithoutVersion = with1[string]("buildWithoutVersion")
	// AnotherApp: the file says that it is another app than the one before; its identity, that of the one before.
	AnotherApp = with2[string, string]("anotherApp")
	// NoLongerSigned: the file has no signature that holds, and the one before had; who signed that.
	NoLongerSigned = with1[string]("noLongerSigned")
	// NewlySigned: the file has a signature that holds, and the one before had none; who signed it.
	NewlySigned = with1[string]("newlySigned")
	// CertificateRenewed: the same signer used another certificate; who.
	CertificateRenewed = with1[string]("certificateRenewed")
	// KeyRotated: the file is signed with another key, and proves that it succeeds the one before; who signed it.
	KeyRotated = with1[string]("keyRotated")
	// OtherSigner: somebody else than before has signed the file; who, who signed the one before.
	OtherSigner = with2[string, string]("otherSigner")
)
