// Package picture finds the best among the pictures of an icon and makes it one that browsers show: which media type and size one
// has, the icons of Windows (.ico) and macOS (.icns), Apple's form of PNG, and squares that are no larger than need be. Nothing is
// drawn that is larger than the caps allow.
package picture
