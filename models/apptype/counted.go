package apptype

// Uncounted are the types whose apps do not count towards the most apps there can be: those that a volume purchase or managed
// Google Play brings. Source: reference, storage and count limits.
func Uncounted() []string {
	return []string{"iosVppApp", "macOSVppApp", "androidManagedStoreApp"}
}
