// Package link writes every address of the product as a function, so that a page, a redirect and a test name the same place.
// Segments are escaped here.
//
// One file an area of addresses; link.go has those of no area and the functions that build addresses. The routes themselves are in
// the lists of routes in handlers.
package link
