// Package remedy explains the error codes that devices report: what one means and what to do about it. Of is the one function;
// the codes with their words are the table beside it. Sources: the device API's table of codes, the codes of Android packages, iOS,
// macOS and Windows app packages in the reference (install lifecycle), and Windows Installer's own.
package remedy
