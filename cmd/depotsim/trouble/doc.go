// Package trouble knows what goes wrong on pretend devices: error codes that devices of a platform report for apps of a kind. Nothing
// here imports anything of ours.
package trouble
