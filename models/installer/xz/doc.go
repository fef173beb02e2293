// Package xz decompresses the xz streams that Apple's tools write: one block of LZMA2, and a dictionary of bounded size.
// github.com/ulikunitz/xz/lzma does the work; that library's own reader of streams would allocate whatever dictionary a
// block asks for.
package xz
