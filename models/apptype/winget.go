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
		Summary:  "A free app from the Microsoft Store, found by name or URL.",
		Installs: "The device installs the app from the Microsoft Store.",
		Needs:    "The app's name, product ID, or Microsoft Store URL.",
	},
	Name: "Microsoft Store app", General: "Store app", AccountNote: microsoftAccount, Platform: models.Windows, Updates: ByStore, Lookup: MicrosoftStore,
	Glyph: "bag-monitor",
	Steps: oneStep(information(
		field.Field{Key: packageIdentifier, Label: "Package identifier", Control: field.Text, Required: true, Fixed: field.Saved,
			Fill: models.FactPackageID, Valid: storeProduct, Locked: field.Is(storeScopes, "system", "user", eitherContext),
			Ask:  "Search for the app above, or enter its product ID.",
			Hint: "The app's Microsoft Store product ID, such as 9NBLGGH4NNS1, or its URL. Appdepot reads the ID from the URL."},
		field.Field{Key: installerType, Label: "Installer type", Control: field.Choice, Fill: models.FactInstallerType, Locked: field.Always,
			Options: []field.Option{{Value: "UWP", Label: models.T("UWP")}, {Value: "Win32", Label: models.T("Win32")}},
			Hint:    "The Store updates UWP apps. Win32 apps are updated while they are assigned. The product ID determines the type."},
		field.Field{Key: storeScopes, Label: "Installs for", Control: field.Choice, Fill: models.FactScope, FillAs: joinedContexts, Locked: field.Always,
			Options: []field.Option{
				{Value: "system", Label: models.T("All users of the device")},
				{Value: "user", Label: models.T("One user")},
				{Value: eitherContext, Label: models.T("All users of the device or one user")},
			},
			Hint: "From the Microsoft Store."},
		field.Field{Key: runAsAccount, Label: "Install behavior", Control: field.Choice, Required: true, Default: "user", Fixed: field.Saved,
			Fill: models.FactScope, FillAs: presetBehavior, Locked: field.Is(storeScopes, "system", "user"),
			Options: []field.Option{
				{Value: "system", Label: models.T("System"), Means: models.T("Installs for everyone on the device. Devices where one user already has the app report an error.")},
				{Value: "user", Label: models.T("User"), Means: models.T("Installs for the signed-in user.")},
			},
			Ask:  "Choose an install behavior.",
			Hint: "It cannot be changed after the app is created."},
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
		return models.T("Enter a Microsoft Store product ID or URL. An ID has 12 to 14 letters and digits and starts with 9 or XP, such as 9NBLGGH4NNS1.")
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
