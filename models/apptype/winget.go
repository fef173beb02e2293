package apptype

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// The keys of a Microsoft Store app's answers.
const (
	packageIdentifier = "packageIdentifier"
	installerType     = "installerType"
	storeScopes       = "supportedContexts"
	runAsAccount      = "installExperience.runAsAccount"
)

// eitherContext is the answer of an app that can be installed for the whole device and for one person.
const eitherContext = "system,user"

var _ = register(Definition{
	ID: "winGetApp", Place: 30,
	Entry: Entry{
		ID: "winGetApp", Heading: "Store app", Label: "Microsoft Store app",
		Summary:  "A free app from the Microsoft Store, found by its name or by the address of its page.",
		Installs: "The device takes the app from the Microsoft Store, without anybody having to sign in there.",
		Needs:    "The app's name, its product ID or the address of its page in the Microsoft Store.",
	},
	Name: "Microsoft Store app", General: "Store app", Platform: models.Windows, Updates: ByStore, Lookup: MicrosoftStore,
	Steps: oneStep(information(
		field.Field{Key: packageIdentifier, Label: "Package identifier", Control: field.Text, Required: true, Fixed: field.Saved,
			Fill: models.FactPackageID, Valid: storeProduct, Locked: field.Is(storeScopes, "system", "user", eitherContext),
			Ask:  "Search for the app above, or type its product ID.",
			Hint: "The app's product ID in the Microsoft Store, such as 9NBLGGH4NNS1. The address of its page will do; the ID is read from it."},
		field.Field{Key: installerType, Label: "Installer type", Control: field.Choice, Fill: models.FactInstallerType, Locked: field.Always,
			Options: []field.Option{{Value: "UWP", Label: models.T("UWP")}, {Value: "Win32", Label: models.T("Win32")}},
			Hint:    "The Store itself keeps UWP apps up to date; Win32 apps are kept up to date while they are assigned. The product ID tells which it is."},
		field.Field{Key: storeScopes, Label: "Made for", Control: field.Choice, Fill: models.FactScope, FillAs: joinedContexts, Locked: field.Always,
			Options: []field.Option{
				{Value: "system", Label: models.T("All users of the device")},
				{Value: "user", Label: models.T("One user")},
				{Value: eitherContext, Label: models.T("All users of the device or one user")},
			},
			Hint: "What the Microsoft Store says about the app."},
		field.Field{Key: runAsAccount, Label: "Install behavior", Control: field.Choice, Required: true, Default: "user", Fixed: field.Saved,
			Fill: models.FactScope, FillAs: presetBehavior, Locked: field.Is(storeScopes, "system", "user"),
			Options: []field.Option{{Value: "system", Label: models.T("System")}, {Value: "user", Label: models.T("User")}},
			Ask:     "Choose for whom the app is installed.",
			Hint:    "System installs it for everyone on the device, User for the person who is signed in. A device that has the app already for one person reports an error when it is then installed for everyone. It cannot be changed once the app is created."},
	)),
	Example: field.Form{
		displayName: {"Depot Board"}, description: {"What leaves the dock, and when."}, publisher: {"Example Logistics"},
		packageIdentifier: {"9NBLGGH4NNS1"}, runAsAccount: {"system"}, privacyURL: {"https://logistics.example.com/privacy"},
	},
	peopleMayUninstall: always,
	assign:             func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	derive:             readProduct,
	detect: func(v field.Values) models.Detection {
		return models.Detection{Kind: "store", ID: v[packageIdentifier]}
	},
	settings: []string{packageIdentifier, installerType, runAsAccount},
})

// readProduct keeps the product ID of what was typed, and the installer type that the ID tells where the Store did not.
func readProduct(v field.Values) {
	v[packageIdentifier] = ProductID(v[packageIdentifier])
	if v[installerType] == "" {
		v[installerType] = ProductKind(v[packageIdentifier])
	}
}

// joinedContexts turns "system, user" into an answer.
func joinedContexts(scopes string) string { return strings.ReplaceAll(scopes, " ", "") }

// presetBehavior answers for apps that leave no choice.
func presetBehavior(scopes string) string {
	if scopes == "system" || scopes == "user" {
		return scopes
	}
	return ""
}

func storeProduct(text string) models.Text {
	if ProductID(text) == "" {
		return models.T("This is no product ID of the Microsoft Store, nor the address of an app's page there. An ID has 12 to 14 letters and digits and begins with 9 or XP, such as 9NBLGGH4NNS1.")
	}
	return models.Text{}
}

var productID = regexp.MustCompile(`^(?:9[A-Z0-9]{11}|XP[A-Z0-9]{10,12})$`)

// ProductKind is what a product ID alone tells about an app of the Microsoft Store: "Win32" for programs with an installer of
// their own, whose IDs begin with XP, and "UWP" for what the Store itself installs.
func ProductKind(id string) string {
	if strings.HasPrefix(id, "XP") {
		return "Win32"
	}
	return "UWP"
}

// ProductID is an app's ID in the Microsoft Store, in upper case, from the ID itself or from the address of the app's page;
// "" when the text is neither.
func ProductID(text string) string {
	text = strings.TrimSpace(text)
	if id := strings.ToUpper(text); productID.MatchString(id) {
		return id
	}
	u, err := url.Parse(text)
	if err != nil || !storeAddress(u) {
		return ""
	}
	parts := strings.Split(u.Path, "/")
	for key, values := range u.Query() {
		if strings.EqualFold(key, "ProductId") {
			parts = append(parts, values...)
		}
	}
	for _, p := range slices.Backward(parts) {
		if id := strings.ToUpper(p); productID.MatchString(id) {
			return id
		}
	}
	return ""
}

func storeAddress(u *url.URL) bool {
	if u.Scheme == "ms-windows-store" {
		return true
	}
	host := strings.ToLower(u.Hostname())
	return (u.Scheme == "https" || u.Scheme == "http") && slices.Contains([]string{"apps.microsoft.com", "www.microsoft.com", "microsoft.com", "store.microsoft.com"}, host)
}
