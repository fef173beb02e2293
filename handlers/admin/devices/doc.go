// Package devices has the pages of devices and of the tokens they are enrolled with.
package devices
