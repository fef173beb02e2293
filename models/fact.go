package models

// Fact names one thing a package file can tell about itself. Readers in models/installer produce facts, fields in
// models/apptype name the fact that answers them.
type Fact string

// The facts readers know. Values are text; lists are separated by a comma and a space.
const (
	FactName           Fact = "name"           // label shown to people
	FactPublisher      Fact = "publisher"      // MSI Manufacturer; for an APK nothing says it
	FactVersion        Fact = "version"        // as people read it: versionName, ProductVersion
	FactVersionCode    Fact = "versionCode"    // Android's counting version, decimal
	FactPackageID      Fact = "packageId"      // Android application id; macOS: identifier of the main package
	FactMinimumOS      Fact = "minimumOS"      // platform version such as "6.0"
	FactMinimumSDK     Fact = "minimumSDK"     // Android API level, decimal
	FactTargetSDK      Fact = "targetSDK"      // Android API level, decimal
	FactDebuggable     Fact = "debuggable"     // Android: "true" when debuggers may look into the app
	FactArchitectures  Fact = "architectures"  // Appdepot's names: x86, x64, arm, arm64
	FactProductCode    Fact = "productCode"    // MSI, with braces, upper case
	FactUpgradeCode    Fact = "upgradeCode"    // MSI, with braces, upper case
	FactInstallContext Fact = "installContext" // MSI: "device", "user" or "dual"
	FactLanguage       Fact = "language"       // MSI: LCIDs of the template
	FactPackageType    Fact = "packageType"    // MSI: "perMachine", "perUser" or "dualPurpose", as Graph names them
	FactRestart        Fact = "restart"        // MSI: "true" when it always asks for a restart
	FactBundleID       Fact = "bundleId"       // iOS, macOS: of the main app
	FactBuild          Fact = "build"          // iOS, macOS: CFBundleVersion of the main app
	FactExpires        Fact = "expires"        // iOS: end of the provisioning profile, RFC 3339
	FactDeviceFamily   Fact = "deviceFamily"   // iOS: iPhone, iPad
	FactProfile        Fact = "profile"        // iOS: name of the provisioning profile
	FactTeam           Fact = "team"           // iOS, macOS: team identifier
	FactProfileDevices Fact = "profileDevices" // iOS: how many devices the profile allows, "all" for an organization's
	FactPayload        Fact = "payload"        // macOS: "true" when a package in the file installs files
	FactScripts        Fact = "scripts"        // macOS: "true" when a package in the file runs scripts
	FactDeveloperID    Fact = "developerId"    // macOS: "true" when signed for the kind "Developer ID Installer", else "false"
	FactNotarized      Fact = "notarized"      // macOS: "true" when a notarization ticket is attached, else "false"
	FactIdentityName   Fact = "identityName"   // MSIX: Identity/Name
	FactIdentity       Fact = "identity"       // MSIX: Identity/Publisher, the subject that must have signed
	FactPublisherHash  Fact = "publisherHash"  // MSIX: the 13 characters of the family name
	FactResourceID     Fact = "resourceId"     // MSIX: Identity/ResourceId
	FactIsBundle       Fact = "isBundle"       // MSIX: "true" for a bundle, else "false"
	FactFormat         Fact = "format"         // of the file, as installer.Format
	FactSetupFile      Fact = "setupFile"      // Win32: path of the program to start inside the content
	FactFileName       Fact = "fileName"       // Win32: of the encrypted content in an .intunewin
	FactSetupKind      Fact = "setupKind"      // Win32: "msi", "nsis", "burn", "inno", "installshield", "squirrel", "exe", "script"
	FactSetupGuess     Fact = "setupGuess"     // Win32: "true" when the kind is a guess from signature bytes
	FactInstallCommand Fact = "installCommand" // Win32: suggested, silent
	FactRemoveCommand  Fact = "removeCommand"  // Win32: suggested, silent; MSI only
	FactSigner         Fact = "signer"         // subject of the signing certificate
	FactSignerSHA256   Fact = "signerSHA256"   // SHA-256 of the signing certificate, hex
)

// FactValue is one fact as read from a package or found in a catalog, with the place in the file it came from, such as "AndroidManifest.xml" or "Property table".
type FactValue struct {
	Fact    Fact   `json:"fact"`
	Value   string `json:"value"`
	Source  string `json:"source"`
	Guess   bool   `json:"guess,omitempty"`   // one of several that it might be, or concluded from signs
	Catalog string `json:"catalog,omitempty"` // name of the catalog it was found in, such as "App Store"; empty for a package
}

// Component is one of several apps or packages inside an installer file. An administrator chooses among them; the one that a
// reader takes for the main one is marked as a guess.
type Component struct {
	Kind          string `json:"kind"`              // "app", "package" or "program"
	ID            string `json:"id"`                // bundle id, package identifier; of a program its path
	Name          string `json:"name,omitempty"`    // label shown to people
	Version       string `json:"version,omitempty"` // as people read it: CFBundleShortVersionString
	Build         string `json:"build,omitempty"`   // CFBundleVersion
	MinimumOS     string `json:"minimumOS,omitempty"`
	Architectures string `json:"architectures,omitempty"` // Appdepot's names, comma and space between them
	Path          string `json:"path"`                    // inside the file
	Guess         bool   `json:"guess,omitempty"`

	Facts []FactValue `json:"facts,omitempty"` // of a program that is not taken for the main one: what there is to know if it is
}
