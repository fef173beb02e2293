package reason

// Why a file did not arrive, or cannot be what it was sent for.
var (
	// TypeHasNoFile: apps of the type have no file.
	TypeHasNoFile = plain("typeHasNoFile")
	// WrongKindForType: the type takes other packages; the file's ending, those of the type.
	WrongKindForType = with2[string, []string]("wrongKindForType")
	// WrongKindForEntry: the chosen kind of app takes other packages; the file's ending, those that it takes.
	WrongKindForEntry = with2[string, []string]("wrongKindForEntry")
	// TooLargeForType: the file is larger than apps of the type may be; the limit.
	TooLargeForType = with1[Bytes]("tooLargeForType")
	// NoAppOfThisKind: no type makes an app of the file; its ending, what can be uploaded.
	NoAppOfThisKind = with2[string, []string]("noAppOfThisKind")
	// EmptyFile: nothing was uploaded.
	EmptyFile = plain("emptyFile")
	// FileTooLarge: the file is larger than a package of its kind may be; the limit.
	FileTooLarge = with1[Bytes]("fileTooLarge")
	// NoRoom: the plan has no room for the file; its name, what it needs, what is left, the plan's limit.
	NoRoom = with4[string, Bytes, Bytes, Bytes]("noRoom")
	// StoreFull: the place where packages are kept has no room.
	StoreFull = plain("storeFull")
	// FileDamaged: the stored file of a package is not what was uploaded any more.
	FileDamaged = plain("fileDamaged")
	// ConnectionBroke: the file did not arrive completely.
	ConnectionBroke = plain("connectionBroke")
	// MoreThanAnnounced: more arrived than was announced; what was.
	MoreThanAnnounced = with1[Bytes]("moreThanAnnounced")
	// TooManyUploads: the person has as many unfinished uploads as one may have; how many that is.
	TooManyUploads = with1[int]("tooManyUploads")
	// UploadCanceled: the upload was canceled, or is arriving twice; the file's name.
	UploadCanceled = with1[string]("uploadCanceled")
	// UploadBusy: the upload is being sent by another request; the file's name.
	UploadBusy = with1[string]("uploadBusy")
	// UploadElsewhere: the bytes that were sent are not the next ones; the file's name, what has arrived, its size.
	UploadElsewhere = with3[string, Bytes, Bytes]("uploadElsewhere")
	// UploadComplete: everything of the upload has arrived before; the file's name.
	UploadComplete = with1[string]("uploadComplete")
	// NotAllArrived: fewer bytes arrived than were announced; how many were.
	NotAllArrived = with1[Bytes]("notAllArrived")
	// NoFileArrived: the request has no file.
	NoFileArrived = plain("noFileArrived")
	// FileChanged: somebody else changed the app's file while this one was on its way.
	FileChanged = plain("fileChanged")
	// DraftChanged: somebody else changed the draft meanwhile.
	DraftChanged = plain("draftChanged")
	// DraftFileGone: the file or the picture of the draft was removed meanwhile.
	DraftFileGone = plain("draftFileGone")
	// DownloadUnknown: the catalog does not say where the content is.
	DownloadUnknown = plain("downloadUnknown")
	// DownloadBroke: the download ended before the end; the file's name.
	DownloadBroke = with1[string]("downloadBroke")
	// NotDownloaded: the installer could not be downloaded; the host.
	NotDownloaded = with1[string]("notDownloaded")
	// AddressNotSecure: the catalog's address of the file is not https; the file's name.
	AddressNotSecure = with1[string]("addressNotSecure")
	// FileDiffers: the file does not have the digest that the catalog names; its name.
	FileDiffers = with1[string]("fileDiffers")
	// LookupsOff: the operator has switched off all look-ups.
	LookupsOff = plain("lookupsOff")
	// SiteInside: a site's address leads into a network of the server's own; the site.
	SiteInside = with1[string]("siteInside")
	// SiteRedirects: a site's address leads to another that is not followed; the site.
	SiteRedirects = with1[string]("siteRedirects")
	// SiteTimedOut: a site did not answer in time; the site.
	SiteTimedOut = with1[string]("siteTimedOut")
	// SiteUnreachable: a site cannot be reached; the site.
	SiteUnreachable = with1[string]("siteUnreachable")
	// SiteRefused: a site refused; the site, its status.
	SiteRefused = with2[string, string]("siteRefused")
)
