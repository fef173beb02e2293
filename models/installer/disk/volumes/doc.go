// Package volumes opens the file systems on a disk that Macs can open, and names the ones that are not read here.
package volumes
