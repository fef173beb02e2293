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
	FactPackageID      Fact = "packageId"      // Android application id
	FactMinimumOS      Fact = "minimumOS"      // platform version such as "6.0"
	FactMinimumSDK     Fact = "minimumSDK"     // Android API level, decimal
	FactTargetSDK      Fact = "targetSDK"      // Android API level, decimal
	FactArchitectures  Fact = "architectures"  // Appdepot's names: x86, x64, arm, arm64
	FactProductCode    Fact = "productCode"    // MSI, with braces, upper case
	FactUpgradeCode    Fact = "upgradeCode"    // MSI, with braces, upper case
	FactInstallContext Fact = "installContext" // MSI: "device", "user" or "dual"
	FactLanguage       Fact = "language"       // MSI: LCIDs of the template
	FactSigner         Fact = "signer"         // subject of the signing certificate
	FactSignerSHA256   Fact = "signerSHA256"   // SHA-256 of the signing certificate, hex
)

// FactValue is one fact as read, with the place in the file it came from, such as "AndroidManifest.xml" or "Property table".
type FactValue struct {
	Fact   Fact   `json:"fact"`
	Value  string `json:"value"`
	Source string `json:"source"`
}
