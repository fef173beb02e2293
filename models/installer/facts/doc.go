// Package facts is what readers of installer packages find: Report is what a package says about itself, Signature is
// who signed it, Format is what kind of file it is. Values are cleaned when they are added. Nothing here reads a file.
package facts
