// Package xmldoc reads XML documents of bounded depth and size. Decode fills a struct, Stream visits the elements of
// documents that are too large for that. A document type is refused wherever it could define entities.
package xmldoc
