package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

// VersionRule says how a new version of an app must differ from the one before.
type VersionRule struct {
	AnyPackage bool   // any package will do; nothing else is looked at
	Key        string // of the value that is compared
	MustRise   bool   // it must be higher; otherwise only another one
	SameKey    string // of the value that must stay, because it is the app's identity; empty when there is none
	SameSigner bool   // it must be signed by the same certificate or its successor: devices refuse an update from another signer
}

// NewVersion refuses values that cannot follow the old ones as the app's next version.
func (d *Definition) NewVersion(old, new field.Values) error {
	if d.VersionRule == nil {
		return models.Invalid("Apps of this type have no versions. Edit the app's properties instead.")
	}
	r := *d.VersionRule
	if r.AnyPackage {
		return nil
	}
	was, is := old[r.Key], new[r.Key]
	order := checkin.CompareVersions(is, was)
	switch {
	case differentIdentity(old[r.SameKey], new[r.SameKey]):
		return models.Invalid("This package is a different app: %s instead of %s. Add it as a new app.", identityWithName(new, r.SameKey), identityWithName(old, r.SameKey))
	case is == "":
	case order == 0:
		return models.Invalid("The app already has version %s. Upload a package with another version.", is)
	case r.MustRise && order < 0:
		return models.Invalid("Version %s is older than the app's version %s, and devices refuse to go back. Upload a newer package.", is, was)
	}
	return nil
}

// Identity is what tells an app with these values from others of its type, in every version; "" when nothing does.
func (d *Definition) Identity(values field.Values) string {
	if d.VersionRule == nil {
		return ""
	}
	return values[d.VersionRule.SameKey]
}

// IdentityForm answers what stays the same from version to version: which app it is.
func (d *Definition) IdentityForm(app models.App) field.Form {
	form := field.Form{}
	if d.VersionRule != nil {
		form.Set(d.VersionRule.SameKey, d.Identity(d.ValuesOf(app)))
	}
	return form
}

// differentIdentity compares identities. A package that does not tell its identity counts as the same app.
func differentIdentity(old, new string) bool { return old != "" && new != "" && old != new }

// identityWithName is an identity with the name that people know the app by.
func identityWithName(values field.Values, key string) string {
	if name := values[displayName]; name != "" && name != values[key] {
		return name + " (" + values[key] + ")"
	}
	return values[key]
}

// onlyBuildRaised warns of an iOS app whose build number changed and whose version did not: devices want both to change. Source:
// reference, 0.4, CFBundleVersion and CFBundleShortVersionString.
func onlyBuildRaised(old, new models.Package) []models.Reason {
	version := new.Fact(models.FactVersion)
	if installer.Format(new.Format) != installer.FormatIPA || version == "" || version != old.Fact(models.FactVersion) || new.Fact(models.FactBuild) == old.Fact(models.FactBuild) {
		return nil
	}
	return []models.Reason{reason.BuildWithoutVersion.Of(version)}
}

// identities are the facts by which a package says which app it is, whatever its version.
var identities = []models.Fact{models.FactPackageID, models.FactBundleID, models.FactIdentityName, models.FactUpgradeCode}

// Differences are what is odd about a package that comes after another: it says that it is another app, or somebody else
// signed it. What the types refuse for that is told by NewVersion and SameSigner.
func Differences(old, new models.Package) []models.Reason {
	var odd []models.Reason
	for _, f := range identities {
		if was, is := old.Fact(f), new.Fact(f); differentIdentity(was, is) {
			odd = append(odd, reason.AnotherApp.Of(is, was))
		}
	}
	return slices.Concat(odd, onlyBuildRaised(old, new), otherSigner(old, new))
}

// DowngradeWarnings says what it means for devices that an app with the values from becomes one with the values to, an earlier
// version of it.
func (d *Definition) DowngradeWarnings(from, to field.Values) []models.Text {
	was, is := d.DisplayVersion(from), d.DisplayVersion(to)
	told := []models.Text{models.T("Devices without the app get version %s from now on. Assignments, name, and description do not change.", is)}
	if checkin.Detect(inventoryWith(d.Detect(from)), d.Detect(to)).Fits {
		told = append(told, models.T("Devices with version %s keep it. It counts as installed.", was))
	} else {
		told = append(told, models.T("Devices with version %s install version %s at their next check-in.", was, is))
	}
	if d.VersionRule != nil && d.VersionRule.MustRise {
		told = append(told, models.T("%s refuses to install an older version over a newer one. To replace version %s, uninstall the app first. This removes its data.", d.Platform.Name(), was))
	}
	return told
}

// inventoryWith is the inventory of a device that has just what is looked for.
func inventoryWith(d models.Detection) []models.InstalledApp {
	has := []models.InstalledApp{{Kind: d.Kind, ID: d.ID, Version: d.Version}}
	for _, part := range d.Also {
		has = append(has, inventoryWith(part)...)
	}
	return has
}
