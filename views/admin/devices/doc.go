// Package devices holds the pages of devices and enrollment tokens, one a file.
package devices
