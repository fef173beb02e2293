package say

import (
	"appdepot/models"
	"appdepot/models/reason"
)

// uploads are the words for why a file did not arrive, or cannot be what it was sent for.
var uploads = map[models.Code]words{
	reason.TypeHasNoFile.Code: {
		Short: "This app type has no package file",
		Full:  "This app type has no package file. Remove the file.",
	},
	reason.WrongKindForType.Code: {
		Short: "Wrong kind of package",
		Full:  "This app type does not use this kind of package (%s). Choose a %s file.",
	},
	reason.WrongKindForEntry.Code: {
		Short: "Wrong kind of package",
		Full:  "This is a different kind of package (%s). Choose a %s file.",
	},
	reason.TooLargeForType.Code: {
		Short: "Larger than this app type allows",
		Full:  "The file is too large. Choose a file of %s or less.",
	},
	reason.NoAppOfThisKind.Code: {
		Short: "No app type for this file",
		Full:  "Apps cannot be created from this kind of file (%s). Choose one of these: %s.",
	},
	reason.EmptyFile.Code: {
		Short: "File is empty",
		Full:  "The file is empty. Choose the installer package and upload it again.",
	},
	reason.TooManyUploads.Code: {
		Short: "Too many unfinished uploads",
		Full:  "You have %s unfinished uploads, which is the limit. Finish or cancel some of them on the Uploads page first.",
	},
	reason.FileTooLarge.Code: {
		Short: "File is too large",
		Full:  "The file is larger than %s, the limit for this type. Choose a smaller package, or get one from the publisher.",
	},
	reason.NoRoom.Code: {
		Short: "Not enough storage",
		Full:  "Not enough storage for %s: it needs %s, and the trial plan has %s of %s left. Remove old versions and unfinished uploads on the Storage page, or ask an Administrator for the full plan.",
	},
	reason.StoreFull.Code: {
		Short: "Package store is full",
		Full:  "The package store is full. Ask the server operator to free up space, then try again.",
	},
	reason.FileDamaged.Code: {
		Short: "Package file is damaged",
		Full:  "The stored package file is damaged or missing. Upload the same file again to repair it.",
	},
	reason.ConnectionBroke.Code: {
		Short: "Connection was interrupted",
		Full:  "The connection was lost during the upload. Upload the file again.",
	},
	reason.MoreThanAnnounced.Code: {
		Short: "Larger than at the start of the upload",
		Full:  "The file was %s when its upload started, and is larger now. Upload it again.",
	},
	reason.UploadCanceled.Code: {
		Short: "Canceled, or uploaded twice",
		Full:  "%s was canceled or is being uploaded twice. Upload it again.",
	},
	reason.UploadBusy.Code: {
		Short: "Already being uploaded",
		Full:  "%s is already being uploaded. Wait until that upload stops, then continue.",
	},
	reason.UploadElsewhere.Code: {
		Short: "Continues at another place",
		Full:  "%s: %s of %s uploaded. The upload continues from there.",
	},
	reason.UploadComplete.Code: {
		Short: "Already uploaded",
		Full:  "%s is already uploaded.",
	},
	reason.NotAllArrived.Code: {
		Short: "Upload is incomplete",
		Full:  "Not all of the file (%s) arrived. Upload it again.",
	},
	reason.NoFileArrived.Code: {
		Short: "No file chosen",
		Full:  "Choose a file to upload.",
	},
	reason.FileChanged.Code: {
		Short: "Changed by another administrator",
		Full:  "Another administrator changed this app's file during your upload. Check that file, then upload yours again if needed.",
	},
	reason.DraftChanged.Code: {
		Short: "Draft changed while you were editing",
		Full:  "This draft changed while you were editing. Reload to see the latest version.",
	},
	reason.DraftFileGone.Code: {
		Short: "File or image no longer exists",
		Full:  "The file or image of this draft no longer exists. Upload it again.",
	},
	reason.DownloadUnknown.Code: {
		Short: "No download location",
		Full:  "The catalog has no download for this version. Choose another version.",
	},
	reason.DownloadBroke.Code: {
		Short: "Download was interrupted",
		Full:  "The download of %s was interrupted. Start it again.",
	},
	reason.NotDownloaded.Code: {
		Short: "Installer could not be downloaded",
		Full:  "The installer could not be downloaded from %s.",
	},
	reason.AddressNotSecure.Code: {
		Short: "Download URL is not secure",
		Full:  "The catalog URL of %s is not secure. Download the file from the publisher and upload it.",
	},
	reason.FileDiffers.Code: {
		Short: "File differs from the catalog",
		Full:  "%s does not match the SHA-256 hash in the catalog. Choose another version, or download the file from the publisher.",
	},
	reason.LookupsOff.Code: {
		Short: "Lookups are turned off",
		Full:  "The operator of this server turned off searches outside it. Enter the app details manually.",
	},
	reason.SiteInside.Code: {
		Short: "URL leads into an internal network",
		Full:  "%s was not searched: its URL leads to this server's own network. Use a public URL, or ask the server operator to allow the host.",
	},
	reason.SiteRedirects.Code: {
		Short: "Redirect not followed",
		Full:  "%s was not searched: its URL redirects to one that searches do not follow. Check the URL under Connectors.",
	},
	reason.SiteTimedOut.Code: {
		Short: "No response in time",
		Full:  "%s did not respond in time. Try again in a minute, or enter the app details manually.",
	},
	reason.SiteUnreachable.Code: {
		Short: "Cannot be reached from this server",
		Full:  "This server cannot reach %s. Ask the server operator to check the internet connection, or enter the app details manually.",
	},
	reason.SiteRefused.Code: {
		Short: "Server refused the request",
		Full:  "%s rejected the request: %s. Try again later, or enter the app details manually.",
	},
}
