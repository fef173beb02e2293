package kit

import (
	"context"
	"sync"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
)

// FactNames are the facts of a package, for those that no question asks for.
func FactNames(ctx context.Context) map[models.Fact]string {
	return map[models.Fact]string{
		models.FactName: say.T(ctx, "Name"), models.FactPublisher: say.T(ctx, "Publisher"), models.FactVersion: say.T(ctx, "Version"),
		models.FactVersionCode: say.T(ctx, "Version code"), models.FactPackageID: say.T(ctx, "Package name"),
		models.FactMinimumOS: say.T(ctx, "Minimum operating system"), models.FactMinimumSDK: say.T(ctx, "Minimum API level"),
		models.FactTargetSDK: say.T(ctx, "Target API level"), models.FactDebuggable: say.T(ctx, "Debuggable"), models.FactArchitectures: say.T(ctx, "Architectures"),
		models.FactProductCode: say.T(ctx, "Product code"), models.FactUpgradeCode: say.T(ctx, "Upgrade code"),
		models.FactInstallContext: say.T(ctx, "Installs for"), models.FactLanguage: say.T(ctx, "Languages"),
		models.FactPackageType: say.T(ctx, "Package type"), models.FactRestart: say.T(ctx, "Requests a restart"),
		models.FactBundleID: say.T(ctx, "Bundle ID"), models.FactBuild: say.T(ctx, "Build"), models.FactExpires: say.T(ctx, "Profile expires"),
		models.FactDeviceFamily: say.T(ctx, "Device types"), models.FactProfile: say.T(ctx, "Provisioning profile"),
		models.FactTeam: say.T(ctx, "Team"), models.FactProfileDevices: say.T(ctx, "Devices in the profile"),
		models.FactPayload: say.T(ctx, "Installs files"), models.FactScripts: say.T(ctx, "Runs scripts"),
		models.FactDeveloperID: say.T(ctx, "Developer ID Installer"), models.FactNotarized: say.T(ctx, "Notarized"),
		models.FactIdentityName: say.T(ctx, "Identity name"), models.FactIdentity: say.T(ctx, "Identity publisher"),
		models.FactPublisherHash: say.T(ctx, "Publisher hash"), models.FactResourceID: say.T(ctx, "Resource ID"),
		models.FactIsBundle: say.T(ctx, "Bundle"), models.FactSetupFile: say.T(ctx, "Setup file"), models.FactFileName: say.T(ctx, "Encrypted file"),
		models.FactSetupKind: say.T(ctx, "Installer type"), models.FactSetupGuess: say.T(ctx, "Guessed installer type"),
		models.FactInstallCommand: say.T(ctx, "Suggested install command"), models.FactRemoveCommand: say.T(ctx, "Suggested uninstall command"),
	}
}

// ExtraFacts are the facts that stand on the card of a file besides the answers of its section.
var ExtraFacts = []models.Fact{
	models.FactMinimumSDK, models.FactTargetSDK, models.FactLanguage, models.FactExpires, models.FactProfile, models.FactTeam,
	models.FactProfileDevices, models.FactNotarized, models.FactSetupKind, models.FactSetupFile, models.FactBuild, models.FactIdentity,
}

// choices are the questions with a list of answers to which facts are the answer as they are, the first of any type.
var choices = sync.OnceValue(func() map[models.Fact]field.Field {
	all := map[models.Fact]field.Field{}
	for _, d := range apptype.All() {
		for _, f := range d.Fields() {
			if _, there := all[f.Fill]; !there && f.FillAs == nil && f.Control == field.Choice && len(f.Options) > 0 {
				all[f.Fill] = f
			}
		}
	}
	delete(all, "")
	return all
})

// FactText is a fact that the type of the app does not ask for, in words.
func FactText(ctx context.Context, v models.FactValue) string {
	if f, offered := choices()[v.Fact]; offered {
		return form.Answer(ctx, f, v.Value)
	}
	if v.Fact == models.FactLanguage {
		return say.WindowsLanguages(ctx, v.Value)
	}
	switch v.Value {
	case "true":
		return say.T(ctx, "Yes")
	case "false":
		return say.T(ctx, "No")
	case "all":
		return say.C(ctx, "devices", "All")
	}
	return v.Value
}
