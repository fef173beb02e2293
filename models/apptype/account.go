package apptype

// The accounts that people need in the stores from which they install apps (source document: before you add apps).
const (
	appleAccount     = "People need an Apple Account to install this app from the App Store."
	licensedAccount  = "People need an Apple Account to install this app, unless the license is for their device."
	googleAccount    = "People need a Google account to install this app from Google Play."
	playAccount      = "People need a managed Google Play account to install this app. Devices get one when they enroll."
	microsoftAccount = "People need a work or Microsoft account to install this app from the Microsoft Store."
)

// AccountNotes say which accounts people need to install apps of the entry; none when they need no account.
func (e PaneEntry) AccountNotes() (notes []string) {
	for _, d := range e.Types {
		if d.AccountNote != "" {
			notes = append(notes, d.AccountNote)
		}
	}
	return notes
}
