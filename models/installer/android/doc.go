// Package android reads Android packages (.apk): the manifest and the resources in their binary form, and the signatures of the
// schemes v1 to v3.1. Start in apk.go.
package android
