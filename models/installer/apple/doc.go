// Package apple reads packages for Apple's systems: iOS apps (ipa.go), installer packages for Macs (pkg.go, in the container of
// xar.go) and disk images (dmg.go), with the property lists, provisioning profiles and code signatures in them.
//
// File systems on disk images are read in disk and below it.
package apple
