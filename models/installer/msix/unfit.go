package msix

import (
	"appdepot/models/installer/facts"
	"appdepot/models/reason"
)

// warn tells what the package is instead of an app, and what Windows wants besides it. Source: Microsoft, "Package manifest schema
// reference" (Framework, ResourcePackage, ModificationPackage, PackageDependency, MainPackageDependency, HostRuntimeDependency).
func (m appManifest) warn(r *facts.Report, a *Package) {
	switch {
	case m.framework:
		r.Warn(reason.FrameworkPackage)
	case m.resourceOnly:
		r.Warn(reason.ResourcePackage)
	case m.modifies:
		r.Warn(reason.ModificationPackage)
	}
	if len(m.needs) > 0 {
		r.Warn(reason.NeedsPackages.Of(m.needs))
	}
	a.warnWide(r)
}

// warnWide names the documents that are in UTF-16.
func (a *Package) warnWide(r *facts.Report) {
	for _, name := range a.wide {
		r.Warn(reason.ManifestUTF16.Of(name))
	}
}
