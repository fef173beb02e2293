// Package installs has the list of an app's devices, which the app's device install status shows whole and its overview begins.
package installs
