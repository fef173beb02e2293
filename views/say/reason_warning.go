package say

import (
	"appdepot/models"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

// warnings are the words for what is odd about a package.
var warnings = map[models.Code]words{
	reason.NoName.Code: {
		Short: "No display name",
		Full:  "The package has no display name. Enter one.",
	},
	reason.NoBundleID.Code: {
		Short: "No bundle ID",
		Full:  "The package has no bundle ID, so devices may reject it. Enter the one that devices use.",
	},
	reason.NoPackageName.Code: {
		Short: "No package name",
		Full:  "The package has no package name, so Android may reject it. Enter the one that devices use.",
	},
	reason.NoProductCode.Code: {
		Short: "No product code",
		Full:  "The package has no product code. Enter the one that devices use.",
	},
	reason.SeveralSetupFiles.Code: {
		Short: "Several possible setup files",
		Full:  "Several files in the archive could be the setup file. Choose the one that installs the app.",
	},
	reason.SetupFileCompressed.Code: {
		Short: "Setup file is compressed",
		Full:  "The setup file %s is large and compressed, so few details were read. Enter what is missing, or pack it uncompressed.",
	},
	reason.SetupFileUnreadable.Code: {
		Short: "Setup file cannot be read",
		Full:  "The setup file %s cannot be read. Check that it is complete.",
	},
	reason.SetupFileMissing.Code: {
		Short: "Setup file is missing",
		Full:  "The content does not contain the setup file %s. Enter commands that start a file in it.",
	},
	reason.ProductCodeMismatch.Code: {
		Short: "Product codes differ",
		Full:  "The package has the product code %s, but its setup file has another one. Pack the content again.",
	},
	reason.PackedByOldTool.Code: {
		Short: "Packed with an old tool",
		Full:  "Some devices reject content packed with version %s of the preparation tool. Pack it again with version 1.8 or later.",
	},
	reason.FilesOutside.Code: {
		Short: "Needs files outside the package",
		Full:  "The package needs files that are not in it: %s. Put all files into one folder, pack it as a .zip, and add that as a %s.",
		File:  installer.FormatMSI,
	},
	reason.NoAppInImage.Code: {
		Short: "No apps found in the disk image",
		Full:  "No apps were found in the top two levels of the disk image. Enter apps in deeper folders manually.",
	},
	reason.MoreAppsThanListed.Code: {
		Short: "Only the first apps are listed",
		Full:  "Only the first %s apps in the disk image are listed.",
	},
	reason.AppWithoutBundleID.Code: {
		Short: "An app has no bundle ID",
		Full:  "The app %s has no bundle ID. Enter it.",
	},
	reason.ImageHasPackage.Code: {
		Short: "Contains an installer package",
		Full:  "The disk image contains the installer package %s, which devices do not run. Extract it and add it as a %s.",
		File:  installer.FormatPKG,
	},
	reason.VolumeUnreadable.Code: {
		Short: "Unsupported volume type",
		Full:  "The disk image has an unsupported volume type: %s. Enter its apps manually.",
	},
	reason.ImageDamaged.Code: {
		Short: "Disk image is damaged",
		Full:  "The disk image is damaged: its checksum does not match. Upload it again, or get a new copy.",
	},
	reason.NoProfile.Code: {
		Short: "No provisioning profile",
		Full:  "The app has no provisioning profile, so devices can install it only from the App Store.",
	},
	reason.ProfileUnreadable.Code: {
		Short: "Provisioning profile cannot be read",
		Full:  "The provisioning profile cannot be read, so devices may reject the app.",
	},
	reason.ProfileExpired.Code: {
		Short: "Provisioning profile expired %s",
		Full:  "The provisioning profile expired on %s, so devices do not start the app. Upload a version with a new profile.",
	},
	reason.ProfileExpires.Code: {
		Short: "Provisioning profile expires %s",
		Full:  "The provisioning profile expires on %s, and devices then do not start the app. Upload a version with a new profile.",
	},
	reason.NotForPhones.Code: {
		Short: "Not for iPhone or iPad",
		Full:  "The app is built for %s, not for iPhone or iPad. Devices cannot start it.",
	},
	reason.Debuggable.Code: {
		Short: "Debuggable",
		Full:  "The package is debuggable, so anyone with the device can inspect and change the app. Get a release build from the publisher.",
	},
	reason.TestOnly.Code: {
		Short: "Test build, Android rejects it",
		Full:  "The package is marked as test-only, so Android does not install it. Get a release build from the publisher.",
	},
	reason.SplitPackage.Code: {
		Short: "Only a part of an app",
		Full:  "The package is only one part of an app (%s), which Android does not install alone. Upload a universal .apk.",
	},
	reason.SplitsMissing.Code: {
		Short: "Other parts of the app are missing",
		Full:  "The app needs other parts (split packages) that are not in this file, so Android does not install it. Get a universal .apk from the publisher.",
	},
	reason.AppStoreProfile.Code: {
		Short: "Profile is for the App Store",
		Full:  "The provisioning profile is for the App Store, so devices reject this file. Get a build for ad hoc or in-house distribution.",
	},
	reason.FrameworkPackage.Code: {
		Short: "Framework, not an app",
		Full:  "This package is a framework that other apps use, not an app itself. Upload the app.",
	},
	reason.ModificationPackage.Code: {
		Short: "Only changes another app",
		Full:  "This package only changes or extends another app and does nothing alone.",
	},
	reason.NeedsPackages.Code: {
		Short: "Needs other packages",
		Full:  "Windows installs this app only on devices that have these packages: %s. Make sure that devices have them.",
	},
	reason.ManifestUTF16.Code: {
		Short: "Manifest is in UTF-16",
		Full:  "%s is in UTF-16 instead of UTF-8, so some tools cannot read the package. Test it on one device first.",
	},
	reason.BundlePublisherMismatch.Code: {
		Short: "Publishers in the bundle differ",
		Full:  "The bundle names the publisher %s, but the app in it names %s. Windows does not install it. Get a correct bundle from the publisher.",
	},
	reason.LauncherIdentity.Code: {
		Short: "Name is that of the setup launcher",
		Full:  "Name, version, and publisher are those of the %s setup launcher, not of the app. Enter those of the app.",
	},
	reason.BundleWithoutApp.Code: {
		Short: "Bundle contains no app",
		Full:  "The bundle contains no app. Upload a bundle with a main package.",
	},
	reason.BundleWithoutPackages.Code: {
		Short: "Packages are in separate files",
		Full:  "The packages of this bundle are in separate files. Windows cannot install the bundle alone.",
	},
	reason.ResourcePackage.Code: {
		Short: "Only text or images",
		Full:  "This package contains only text or images for another package. Upload the bundle or the main package.",
	},
	reason.PackageWithoutPackages.Code: {
		Short: "Installs nothing by itself",
		Full:  "The package installs nothing: its packages are not in the file. Get a complete package from the publisher.",
	},
	reason.OnlyScripts.Code: {
		Short: "Only runs scripts",
		Full:  "The package only runs scripts and installs no files, so devices cannot detect it.",
	},
	reason.NoFiles.Code: {
		Short: "Installs no files",
		Full:  "The package installs no files, so devices cannot detect it.",
	},
	reason.FilesUnread.Code: {
		Short: "Some files could not be read",
		Full:  "Some files in the package could not be read, so it may install apps that are not listed.",
	},
	reason.ChecksumsMismatch.Code: {
		Short: "Package is damaged",
		Full:  "The package is damaged: some files do not match their checksums. Upload it again, or get a new copy.",
	},
	reason.FileNameMismatch.Code: {
		Short: "File name does not match content",
		Full:  "The file is named %s, but its content is a %s package. Appdepot uses the content.",
	},
	reason.MacAppNotSigned.Code: {
		Short: "Not signed with Developer ID",
		Full:  "Macs reject line-of-business apps without a Developer ID Installer signature. Get a signed package, or add this one as a %s.",
		File:  installer.FormatPKG,
	},
	reason.MacAppWithoutFiles.Code: {
		Short: "Would be installed again and again",
		Full:  "This package installs no files, so Macs would reinstall it again and again. Add it as a %s.",
		File:  installer.FormatPKG,
	},
	reason.AppOutsideApplications.Code: {
		Short: "An app is outside Applications",
		Full:  "The app %s is installed in %s. Macs do not detect it outside the Applications folder. Remove it from the included apps.",
	},
	reason.BuildWithoutVersion.Code: {
		Short: "Same version, different build",
		Full:  "This file has a different build number but the same version, %s. Devices may not treat it as an update. Change both.",
	},
	reason.AnotherApp.Code: {
		Short: "A different app than before",
		Full:  "This file is a different app: %s instead of %s. Check that it is the right file.",
	},
	reason.NoLongerSigned.Code: {
		Short: "No longer signed",
		Full:  "This file has no verifiable signature. The previous file was signed by %s. Check where this file is from.",
	},
	reason.NewlySigned.Code: {
		Short: "Signed, unlike the previous file",
		Full:  "This file is signed by %s. The previous file had no verifiable signature.",
	},
	reason.CertificateRenewed.Code: {
		Short: "Signed with another certificate",
		Full:  "This file is signed with a different certificate of %s. This is normal after a certificate renewal.",
	},
	reason.KeyRotated.Code: {
		Short: "Signed with a new key, with proof",
		Full:  "This file is signed with a new key by %s. The previous key vouches for it, so Android 9 and later accept the update.",
	},
	reason.OtherSigner.Code: {
		Short: "Signed by someone else than before",
		Full:  "This file is signed by %s, the previous file by %s. Check that both are from the same publisher.",
	},
}
