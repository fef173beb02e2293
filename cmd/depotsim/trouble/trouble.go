package trouble

import "strings"

// The error codes that pretend devices report: of the device API's table, and of the platforms.
const (
	HashMismatch   int32 = -2016063457 // 0x87D5501F
	DownloadFailed int32 = -2016063462 // 0x87D5501A
	NoNetwork      int32 = -2016063464 // 0x87D55018

	InstallerFatal   int32 = 1603
	InstallerBusy    int32 = 1618
	NotTrusted       int32 = -2147009281 // 0x80073CFF, of Windows app packages
	WindowsNotFound  int32 = -2016345060 // 0x87D1041C
	AndroidRejected  int32 = -942583883  // 0xC7D14FB5
	AndroidCanceled  int32 = -942583887  // 0xC7D14FB1
	AndroidStorage   int32 = -2016063561 // 0x87D54FB7
	IOSBusy          int32 = -2016341112 // 0x87D11388
	IOSRefused       int32 = -2016330910 // 0x87D13B62
	IOSSignIn        int32 = -2016330855 // 0x87D13B99
	IOSFailed        int32 = -2016330908 // 0x87D13B64
	MacStorage       int32 = -2016214726 // 0x87D3013A
	MacNotDownloaded int32 = -2016214735 // 0x87D30131
	MacFailed        int32 = -2016214725 // 0x87D3013B
)

// details are what a device says in words beside a code.
var details = map[int32]string{
	HashMismatch:     "The package does not have the SHA-256 that was announced.",
	DownloadFailed:   "The download broke off again and again.",
	NoNetwork:        "The device lost its connection.",
	InstallerFatal:   "The installer ended with a fatal error.",
	InstallerBusy:    "Another installation was running.",
	NotTrusted:       "The signature of the package is not trusted.",
	WindowsNotFound:  "The installer ended well, and the app was not found.",
	AndroidRejected:  "Android rejected the package.",
	AndroidCanceled:  "The person canceled the installation.",
	AndroidStorage:   "There is not enough storage left.",
	IOSBusy:          "The device was locked or busy.",
	IOSRefused:       "The person did not allow the installation.",
	IOSSignIn:        "Nobody is signed in to the App Store.",
	IOSFailed:        "The installation failed.",
	MacStorage:       "There is not enough storage left.",
	MacNotDownloaded: "The package did not arrive.",
	MacFailed:        "The app could not be copied to the Applications folder.",
}

// Detail is what a device says beside a code; empty for a code that is not one of these.
func Detail(code int32) string { return details[code] }

// of lists the codes by platform, and by platform and kind of app where they differ. What goes wrong most often stands there more often.
var of = map[string][]int32{
	"windows":       {InstallerFatal, InstallerFatal, InstallerBusy, WindowsNotFound, DownloadFailed},
	"windows store": {NoNetwork, WindowsNotFound},
	"android store": {NoNetwork, AndroidStorage, AndroidCanceled},
	"windows appx":  {NotTrusted, NoNetwork},

	"windows " + removing: {InstallerFatal, InstallerBusy},
	"macos " + removing:   {MacFailed},
	"ios " + removing:     {IOSBusy},
	"android " + removing: {AndroidCanceled},
	"macos":               {MacFailed, MacStorage, MacNotDownloaded},
	"ios":                 {IOSRefused, IOSBusy, IOSSignIn, IOSFailed},
	"android":             {AndroidStorage, AndroidCanceled, AndroidRejected, NoNetwork},
}

// removing is what stands behind a platform in the table where an app is taken off, whatever its kind.
const removing = "removing"

// Kind is the kind of an app for Of: by the type of an order and the kind of its detection. What has no package comes from a store, or is
// on the device already.
func Kind(orderType, detected string, hasPackage bool) string {
	switch {
	case detected == "web" || strings.HasSuffix(orderType, "SystemApp"):
		return nothing
	case detected == "android" && !hasPackage:
		return "store"
	}
	return detected
}

// nothing is the kind of apps with which nothing can go wrong.
const nothing = "nothing"

// Of picks the code with which an app of a kind fails on a platform: when it is put there, or when it is taken
// off. It is 0 where nothing can go wrong: a web link has no installer.
func Of(platform, kind string, removes bool, pick int) int32 {
	if kind == nothing {
		return 0
	}
	if removes {
		kind = removing
	}
	platform = strings.TrimSuffix(platform, "Enterprise")
	list, differs := of[platform+" "+kind]
	if !differs {
		list = of[platform]
	}
	if len(list) == 0 {
		return 0
	}
	return list[pick%len(list)]
}

// Key names an app on a device by its detection.
func Key(kind, id string) string { return kind + " " + id }
