package say

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// refusals are the words for why a file was refused when it was read.
var refusals = map[models.Code]words{
	reason.ReadTimedOut.Code: {
		Short: "Reading took too long",
		Full:  "Reading the package took over %s seconds and was stopped. Try again, or get a new copy from the publisher.",
	},
	reason.PackageUnreadable.Code: {
		Short: "Package cannot be read",
		Full:  "The package cannot be read and may be damaged or malicious. Get a new copy from the publisher.",
	},
	reason.PartUnreadable.Code: {
		Short: "Package is damaged",
		Full:  "The package is damaged: its part %s cannot be read. Upload it again, or get a new copy.",
	},
	reason.PartTooLarge.Code: {
		Short: "Part of the package is too large",
		Full:  "The package is invalid: its part %s is too large. Get the package from the publisher.",
	},
	reason.PackageIncomplete.Code: {
		Short: "Package is incomplete",
		Full:  "The package is incomplete: its end is missing. Upload it again, or get a new copy.",
	},
	reason.UnpacksTooLarge.Code: {
		Short: "Unpacks to far too much",
		Full:  "The package unpacks to far more than its size, as malicious files do. Get it from the publisher.",
	},
	reason.TooManyFiles.Code: {
		Short: "Lists too many files",
		Full:  "The package is invalid: it lists too many files. Get the package from the publisher.",
	},
	reason.DuplicateFile.Code: {
		Short: "Two files with the same name",
		Full:  "The package contains two files named %s, so devices may read a different one than shown. Get the package from the publisher.",
	},
	reason.FileEncrypted.Code: {
		Short: "Package is encrypted",
		Full:  "The package is encrypted: %s needs a password. Upload it without encryption.",
	},
	reason.ArchivePathInvalid.Code: {
		Short: "Invalid file name in the archive",
		Full:  "The file name %s in the archive is invalid on Windows or leads outside the target folder. Pack the content again.",
	},
	reason.ArchiveDuplicate.Code: {
		Short: "Two files with the same name",
		Full:  "The archive contains two files named %s. Windows ignores case and would overwrite one. Pack the content again.",
	},
	reason.ImageWithoutVolume.Code: {
		Short: "No volume that Macs can open",
		Full:  "The disk image has no volume that Macs can open. Upload it again, or get a new copy.",
	},
	reason.ImageEncrypted.Code: {
		Short: "Disk image is encrypted",
		Full:  "The disk image is encrypted. Create one without encryption, or get one from the publisher.",
	},
	reason.ImageIsPart.Code: {
		Short: "Only one part of a disk image",
		Full:  "The file is one part of a disk image. Join all parts and upload the complete image.",
	},
	reason.LibraryNotProgram.Code: {
		Short: "Program library, not an installer",
		Full:  "This is a program library (.dll), which cannot be started. Upload the installer: a .exe or .msi file.",
	},
	reason.ProgramTooOld.Code: {
		Short: "For DOS or an old Windows version",
		Full:  "This program is for DOS or an old Windows version. Upload an installer for Windows 10 or later.",
	},
	reason.BundlePartDamaged.Code: {
		Short: "Bundle is damaged",
		Full:  "The bundle is damaged: its package %s is unreadable or misplaced. Upload it again, or get a new copy.",
	},
	reason.ContentMissing.Code: {
		Short: "Content is missing",
		Full:  "The package is incomplete: its content %s is missing. Pack it again.",
	},
	reason.ContentCompressed.Code: {
		Short: "Content was compressed again",
		Full:  "The encrypted content was compressed again, which devices do not support. Pack it with Microsoft's Win32 Content Prep Tool, or upload the installer itself.",
	},
	reason.ContentLengthWrong.Code: {
		Short: "Content has the wrong length",
		Full:  "The package is damaged: its content length differs from Detection.xml. Upload or pack it again.",
	},
	reason.ContentKeyWrong.Code: {
		Short: "Key does not match the content",
		Full:  "The package cannot be decrypted: its key does not match its content. Pack the content again.",
	},
	reason.ContentKeyLength.Code: {
		Short: "Key has the wrong length",
		Full:  "The package cannot be decrypted: %s in Detection.xml has the wrong length. Pack the content again.",
	},
	reason.ContentOutside.Code: {
		Short: "Content file is not in the package",
		Full:  "The package refers to a content file that is not in it. Pack the content again.",
	},
	reason.SetupOutside.Code: {
		Short: "Setup file is not in the content",
		Full:  "The package starts %s, which is not in its content. Pack the content again.",
	},
	reason.NotAndroidApp.Code: {
		Short: "Not an Android app",
		Full:  "This is not an app: its AndroidManifest.xml is damaged or invalid. Get a new copy from the publisher.",
	},
	reason.SeveralApps.Code: {
		Short: "Contains several apps",
		Full:  "The package contains several apps, so devices may install a different one than shown. Build one package per app.",
	},
	reason.NoInfoPlist.Code: {
		Short: "Info.plist is missing",
		Full:  "The app in this package has no Info.plist, so devices cannot install it. Upload the original .ipa file.",
	},
	reason.InstallerPatch.Code: {
		Short: "Windows Installer patch (.msp)",
		Full:  "This Windows Installer patch (.msp) only changes an installed app. Upload the full .msi package.",
	},
	reason.InstallerTransform.Code: {
		Short: "Windows Installer transform (.mst)",
		Full:  "This Windows Installer transform (.mst) only changes how a package is installed. Upload the .msi package.",
	},
	reason.OfficeDocument.Code: {
		Short: "Office document or similar file",
		Full:  "This is an Office document or a similar file. Upload a .msi file.",
	},
	reason.PlainXar.Code: {
		Short: "Not an installer package",
		Full:  "This xar archive is not an installer package: PackageInfo and Distribution are missing. Upload the .pkg file.",
	},
	reason.NoBlockMap.Code: {
		Short: "AppxBlockMap.xml is missing",
		Full:  "AppxBlockMap.xml is missing from the package, so Windows does not install it. Get a new copy from the publisher.",
	},
	reason.NoIdentity.Code: {
		Short: "Package has no identity",
		Full:  "The package has no identity: its manifest lacks a name, publisher, or version. Get a new copy from the publisher.",
	},
	reason.LongArchive.Code: {
		Short: "zip64, Android does not install it",
		Full:  "This is a zip64 archive, which Android does not install. Get the package from the publisher.",
	},
	reason.AppBundle.Code: {
		Short: "Android App Bundle (.aab)",
		Full:  "This is an Android App Bundle (.aab), which only app stores can install. Build and upload a .apk file.",
	},
	reason.ArchiveOfPackages.Code: {
		Short: "Archive of app packages",
		Full:  "This archive contains app packages. Unpack it and upload the .apk file.",
	},
	reason.PlainArchive.Code: {
		Short: "zip archive, not an app package",
		Full:  "This is a zip archive, not an app package. Upload the package itself: %s.",
	},
	reason.PDFDocument.Code: {
		Short: "PDF document",
		Full:  "This is a PDF document, not an installer package. Upload one of these: %s.",
	},
	reason.NothingInside.Code: {
		Short: "File is empty",
		Full:  "The file is empty. Check that its download or build was complete.",
	},
	reason.CodeAndPackage.Code: {
		Short: "Program code and app package in one",
		Full:  "The file starts as program code and ends as an app package. Up-to-date devices reject it. Get the package from the publisher.",
	},
	reason.CabinetFile.Code: {
		Short: "Cabinet file, not an installer",
		Full:  "A cabinet (.cab) contains files but no installer. Pack it with an install script as a .zip and upload that.",
	},
	reason.WindowsUpdateFile.Code: {
		Short: "Windows update, not an app",
		Full:  "A .msu file updates Windows itself. Deliver it with Windows Update, or pack it with a script that runs wusa.exe as a .zip and upload that.",
	},
	reason.DiscImage.Code: {
		Short: "Disc image, not an installer",
		Full:  "An .iso file is a disc image. Open it and upload the installer inside, or pack its files as a .zip.",
	},
	reason.OtherArchive.Code: {
		Short: "Archive, not an installer",
		Full:  "A %s archive cannot be installed. Extract it and upload the installer inside, or pack its files as a .zip.",
	},
	reason.LinuxPackage.Code: {
		Short: "For Linux",
		Full:  "A %s package is for Linux, which is not managed here. Get the package for Windows, macOS, iOS, or Android.",
	},
	reason.AppInstallerFile.Code: {
		Short: "Only points to a package",
		Full:  "An .appinstaller file only points to a package. Download the .msix or .msixbundle named in it, and upload that.",
	},
	reason.NotInstaller.Code: {
		Short: "Not a supported installer package",
		Full:  "This is not a supported installer package. Upload one of these: %s.",
	},
}
