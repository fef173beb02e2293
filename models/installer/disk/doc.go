// Package disk finds the volumes on a disk, and says what the file systems in the packages below it give. Disks come out
// of packages and may be hostile.
package disk
