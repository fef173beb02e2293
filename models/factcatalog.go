package models

// The facts that only catalogs know.
const (
	FactDescription      Fact = "description"
	FactInformationURL   Fact = "informationUrl"
	FactPrivacyURL       Fact = "privacyInformationUrl"
	FactDeveloper        Fact = "developer"
	FactStoreURL         Fact = "storeUrl"         // the app's page in a store
	FactStoreID          Fact = "storeId"          // App Store: the app's number
	FactCatalogID        Fact = "catalogId"        // Enterprise App Catalog: source and package, as catalog.Source.Item takes it
	FactCatalogVariant   Fact = "catalogVariant"   // Enterprise App Catalog: the chosen installer, as catalog.Query.Variant takes it
	FactInstallerType    Fact = "installerType"    // Microsoft Store: "UWP" or "Win32"
	FactScope            Fact = "scope"            // contexts it can be installed in: "system", "user" or "system, user"
	FactPlayKind         Fact = "playKind"         // managed Google Play: "app", "privateApp", "webApp" or "systemApp"
	FactLocale           Fact = "locale"           // language tag of an installer, such as "nl-NL"
	FactInstalledVersion Fact = "installedVersion" // Windows: DisplayVersion under the uninstall key ProductCode, once installed
	FactReturnCodes      Fact = "returnCodes"      // Windows: codes besides the usual ones, such as "5 failed, 3011 softReboot"
	FactLicense          Fact = "license"          // name of the license people accept
)
