// Package lzfse decompresses Apple's LZFSE and the LZVN inside it. The formats are those of Apple's published reference
// library (github.com/lzfse/lzfse). Data may be hostile: nothing is allocated beyond the limit the caller gives.
package lzfse
