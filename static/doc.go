// Package static holds what browsers load beside the pages. Everything is embedded, named after its content and compressed once at
// start, so that it can be kept forever: static.go does this, URL gives the address of a file, Handler serves it.
//
// css is the style, a file a component below css/ui with the name it has in views/ui, sent as one bundle; js the scripts, custom
// elements without a framework; glyphs our own drawings of app types, a file each, sent as one; icons, brand and fonts what their
// names say; vendor the libraries of others, unchanged, with their versions and licenses.
package static
