package admin

import (
	"cmp"
	"context"
	"slices"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Read is what was read from a package file, for an app of a type. Odd is what differs from the file before it.
type Read struct {
	Type    *apptype.Definition
	Package models.Package
	Odd     []models.Text
}

// facts are everything that the file says, each with the place in it that says so.
func (r Read) facts(ctx context.Context) []ui.Prop {
	var props []ui.Prop
	names := factNames(ctx)
	for _, v := range r.Package.Facts {
		if v.Fact == models.FactSigner || v.Fact == models.FactSignerSHA256 {
			continue // told with the signature
		}
		f, asked := r.asks(v.Fact)
		name, value := cmp.Or(names[v.Fact], string(v.Fact)), plain(ctx, v)
		if asked {
			name = source(ctx, f.Label)
			if f.FillAs == nil {
				value = form.Answer(ctx, f, v.Value)
			}
		}
		props = append(props, ui.Prop{Name: name, Show: fact(value, place(ctx, v))})
	}
	return props
}

// asks finds the question of the type that the fact answers as it is.
func (r Read) asks(v models.Fact) (field.Field, bool) {
	if r.Type == nil {
		return field.Field{}, false
	}
	fields := r.Type.Fields()
	i := slices.IndexFunc(fields, func(f field.Field) bool { return f.Fill == v && f.FillAs == nil && f.Choose == nil })
	if i < 0 {
		return field.Field{}, false
	}
	return fields[i], true
}

// place is where a fact came from, and whether it is a guess.
func place(ctx context.Context, v models.FactValue) string {
	at := form.Place(ctx, v)
	switch {
	case v.Guess && at != "":
		return say.T(ctx, "%s, a guess", at)
	case v.Guess:
		return say.T(ctx, "a guess")
	}
	return at
}

// plain is a fact that no question asks for, in words.
func plain(ctx context.Context, v models.FactValue) string {
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

// component is one of the apps or programs in a file, in a line of words.
func component(ctx context.Context, c models.Component) (name string, rest []string) {
	name = cmp.Or(c.Name, c.ID, c.Path)
	for _, s := range []string{c.ID, c.Version, c.Architectures, c.Path} {
		if s != "" && s != name && !slices.Contains(rest, s) {
			rest = append(rest, s)
		}
	}
	return name, rest
}

// contents heads the list of what is in a file.
func contents(ctx context.Context, list []models.Component) string {
	switch list[0].Kind {
	case "program":
		return say.N(ctx, "%s program in the file", "%s programs in the file", len(list))
	case "package":
		return say.N(ctx, "%s package in the file", "%s packages in the file", len(list))
	}
	return say.N(ctx, "%s app in the file", "%s apps in the file", len(list))
}

// factNames are the facts of a package, for those that no question asks for.
func factNames(ctx context.Context) map[models.Fact]string {
	return map[models.Fact]string{
		models.FactName: say.T(ctx, "Name"), models.FactPublisher: say.T(ctx, "Publisher"), models.FactVersion: say.T(ctx, "Version"),
		models.FactVersionCode: say.T(ctx, "Version code"), models.FactPackageID: say.T(ctx, "Package name"),
		models.FactMinimumOS: say.T(ctx, "Minimum operating system"), models.FactMinimumSDK: say.T(ctx, "Minimum API level"),
		models.FactTargetSDK: say.T(ctx, "Target API level"), models.FactDebuggable: say.T(ctx, "Debuggable"), models.FactArchitectures: say.T(ctx, "Architectures"),
		models.FactProductCode: say.T(ctx, "Product code"), models.FactUpgradeCode: say.T(ctx, "Upgrade code"),
		models.FactInstallContext: say.T(ctx, "Made for"), models.FactLanguage: say.T(ctx, "Languages"),
		models.FactPackageType: say.T(ctx, "Package type"), models.FactRestart: say.T(ctx, "Asks for a restart"),
		models.FactBundleID: say.T(ctx, "Bundle ID"), models.FactBuild: say.T(ctx, "Build"), models.FactExpires: say.T(ctx, "Profile expires"),
		models.FactDeviceFamily: say.T(ctx, "Device types"), models.FactProfile: say.T(ctx, "Provisioning profile"),
		models.FactTeam: say.T(ctx, "Team"), models.FactProfileDevices: say.T(ctx, "Devices in the profile"),
		models.FactPayload: say.T(ctx, "Installs files"), models.FactScripts: say.T(ctx, "Runs scripts"),
		models.FactDeveloperID: say.T(ctx, "Developer ID Installer"), models.FactNotarized: say.T(ctx, "Notarized"),
		models.FactIdentityName: say.T(ctx, "Identity name"), models.FactIdentity: say.T(ctx, "Identity publisher"),
		models.FactPublisherHash: say.T(ctx, "Publisher hash"), models.FactResourceID: say.T(ctx, "Resource ID"),
		models.FactIsBundle: say.T(ctx, "Bundle"), models.FactSetupFile: say.T(ctx, "Setup file"), models.FactFileName: say.T(ctx, "Encrypted file"),
		models.FactSetupKind: say.T(ctx, "Kind of installer"), models.FactSetupGuess: say.T(ctx, "Kind is a guess"),
		models.FactInstallCommand: say.T(ctx, "Suggested install command"), models.FactRemoveCommand: say.T(ctx, "Suggested uninstall command"),
	}
}

// extraFacts are the facts that stand on the card of a file besides the answers of its section.
var extraFacts = []models.Fact{
	models.FactMinimumSDK, models.FactTargetSDK, models.FactLanguage, models.FactPackageType, models.FactExpires, models.FactProfile, models.FactTeam,
	models.FactProfileDevices, models.FactNotarized, models.FactSetupKind, models.FactSetupFile, models.FactBuild, models.FactIdentity,
}
