package remedy

import (
	"maps"

	"appdepot/models"
)

// Shorts are all codes with a short meaning.
func Shorts() map[int32]models.Text { return maps.Clone(short) }

// Short is what a code means in a few words, for a cell of a table. It is empty for a code that is not known.
func Short(code int32) models.Text { return short[code] }

var short = map[int32]models.Text{
	-2016345060: models.T("Not detected after installation"),

	// Downloads
	-2016063457: models.T("Download damaged"),
	-2016063462: models.T("Download failed"),
	-2016063465: models.T("Package too large for the device"),
	-2016063467: models.T("Not enough storage"),
	-2016063464: models.T("No network"),

	// Android
	-942583883:  models.T("Package rejected by Android"),
	-942583881:  models.T("Different signature than on the device"),
	-942583878:  models.T("Installation file deleted"),
	-942583887:  models.T("Installation canceled by the user"),
	-942583882:  models.T("Package not signed"),
	-2016063564: models.T("Package damaged or invalid"),
	-2016063562: models.T("Conflicts with the installed version"),
	-2016063561: models.T("Not enough storage"),
	-2016063560: models.T("Not compatible with the device"),

	// iOS and iPadOS
	-2016341112: models.T("Device locked or busy"),
	-2016330910: models.T("Installation declined by the user"),
	-2016330855: models.T("Not signed in to the App Store"),
	-2016330908: models.T("Installation failed on the device"),

	// macOS
	-2016214726: models.T("Not enough storage"),
	-2016214735: models.T("Download failed"),
	-2016214725: models.T("Applications folder not writable"),

	// Windows app packages
	-2147009281: models.T("Signature not trusted"),

	// Windows Installer
	1603: models.T("Installer stopped with a fatal error"),
	1602: models.T("Installation canceled by the user"),
	1618: models.T("Another installation was running"),
	1619: models.T("Package could not be opened"),
	1625: models.T("Blocked by a policy on the device"),
	1633: models.T("Not for this processor"),
	1638: models.T("Another version is already installed"),
}

// Personal is what a code means for the person at the device. It is empty for a code that tells them nothing.
func Personal(code int32) models.Text { return personal[code] }

var personal = map[int32]models.Text{
	-2016063467: models.T("Your device does not have enough free storage for the download."),
	-2016063561: models.T("Your device does not have enough free storage."),
	-2016063464: models.T("Your device had no network connection."),
	-942583887:  models.T("The installation was canceled on your device."),
	-2016341112: models.T("Your device was locked or busy."),
	-2016330910: models.T("The installation was declined on your device."),
	-2016330855: models.T("No one is signed in to the App Store on your device."),
	-2016214726: models.T("Your device does not have enough free storage."),
	1602:        models.T("The installation was canceled on your device."),
	1618:        models.T("Another installation was running on your device."),
}
