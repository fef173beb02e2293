// Package draw draws the icons of the demo's apps. PNG is the one function; a picture is a line of words that picture.go reads, and
// shapes.go has the shapes that it may name.
package draw
