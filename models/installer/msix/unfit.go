package msix

import (
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
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
	for _, name := range a.wide {
		r.Warn(reason.ManifestUTF16.Of(name))
	}
}

// warn tells what is odd about the bundle itself and the app in it. Windows takes the packages of one publisher only.
func (m bundleManifest) warn(r *facts.Report, a *Package, main appManifest) {
	for _, name := range a.wide {
		r.Warn(reason.ManifestUTF16.Of(name))
	}
	if outer, inner := m.identity.publisher, main.identity.publisher; outer != inner {
		r.Warn(reason.BundlePublisherMismatch.Of(input.CleanText(outer, input.MaxText), input.CleanText(inner, input.MaxText)))
	}
}
