// Package msix reads Windows app packages and bundles of them (.msix, .appx, .msixbundle, .appxbundle). Start in msix.go.
// blockmap.go and signature.go check the content, pri.go and resourcemap.go look up names in the resource index.
package msix
