// Package hfsplus reads files of HFS+ and HFSX volumes: Apple's Technical Note TN1150. Volumes may be hostile: every search
// and listing is bounded, and nothing is allocated for sizes that only the volume claims.
package hfsplus
