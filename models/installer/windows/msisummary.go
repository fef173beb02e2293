package windows

import (
	"errors"

	"appdepot/models/installer/input"
)

// Summary information is an OLE property set: [MS-OLEPS]. Property numbers are those of Windows Installer.
const (
	summaryStream    = "\x05SummaryInformation"
	summaryCodePage  = 1
	summaryTemplate  = 7
	summaryWordCount = 15
	typeInt16        = 2
	typeInt32        = 3
	typeText         = 30
	maxSummary       = 1 << 20
)

// summary is what is read from the summary information.
type summary struct {
	template  string // platforms, a semicolon, languages: "x64;1033"
	wordCount uint32 // flags about the source
}

// summary reads the first section of the property set.
func (c *msi) summary() (summary, error) {
	raw, err := c.Read(summaryStream, maxSummary, "Summary information")
	if err != nil {
		return summary{}, err
	}
	b := input.Bytes(raw)
	start := int(b.U32(44))
	if b.U16(0) != 0xfffe || start < 48 || start >= len(b) {
		return summary{}, input.Damaged("Summary information", errors.New("no property set"))
	}
	section := b[start:]
	var s summary
	s.template = codePage(int(propertyNumber(section, summaryCodePage)))(propertyText(section, summaryTemplate))
	s.wordCount = propertyNumber(section, summaryWordCount)
	return s, nil
}

// propertyAt finds where a property's type and value stand in a section, 0 when it has none.
func propertyAt(section input.Bytes, id uint32) int {
	for i := range min(int(section.U32(4)), 64) {
		if section.U32(8+8*i) == id {
			return int(section.U32(12 + 8*i))
		}
	}
	return 0
}

// propertyNumber gives a property that is a number, 0 when it is not there or none.
func propertyNumber(section input.Bytes, id uint32) uint32 {
	switch at := propertyAt(section, id); {
	case at == 0:
		return 0
	case section.U32(at) == typeInt16:
		return uint32(section.U16(at + 4))
	case section.U32(at) == typeInt32:
		return section.U32(at + 4)
	}
	return 0
}

// propertyText gives a text property without the zero that ends it.
func propertyText(section input.Bytes, id uint32) []byte {
	at := propertyAt(section, id)
	if at == 0 || section.U32(at) != typeText {
		return nil
	}
	at, length := at+8, int(section.U32(at+4))
	if at > len(section) || length > len(section)-at {
		return nil
	}
	b := section[at : at+length]
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	return b
}
