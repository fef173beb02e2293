package android

import (
	"appdepot/models/installer/facts"
	"appdepot/models/reason"
)

// playSplits is how Google Play's tools mark a package that is worth nothing without its other parts.
const playSplits = "com.android.vending.splits.required"

// warn tells of packages that Android installs not at all, or not by themselves. Source: ApkLiteParseUtils and
// PackageInstallerSession in Android's frameworks/base (split, isSplitRequired, requiredSplitTypes, testOnly).
func (m manifest) warn(r *facts.Report, table *resources) {
	if table.resolve(m.testOnly).isTrue() {
		r.Warn(reason.TestOnly)
	}
	switch {
	case m.split != "":
		r.Warn(reason.SplitPackage.Of(m.split))
	case table.resolve(m.splitRequired).isTrue(), table.resolve(m.playSplit).isTrue(), table.resolve(m.splitTypes).text != "":
		r.Warn(reason.SplitsMissing)
	}
}

func (v value) isTrue() bool { return v.isInteger() && v.data != 0 }

// named finds an attribute by its name, whether it has a resource id or not.
func (e element) named(name string) value {
	start, size := int(e.data.U16(8)), int(e.data.U16(10))
	for i := range int(e.data.U16(12)) {
		if at := start + i*size; e.pool.text(e.data.U32(at+4)) == name {
			return readValue(e.data, at+12, e.pool)
		}
	}
	return value{}
}
