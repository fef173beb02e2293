package installer

import "errors"

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
func (c *compound) summary() (summary, error) {
	raw, err := c.read(summaryStream, maxSummary, "Summary information")
	if err != nil {
		return summary{}, err
	}
	b := octets(raw)
	start := int(b.u32(44))
	if b.u16(0) != 0xfffe || start < 48 || start >= len(b) {
		return summary{}, damaged("Summary information", errors.New("no property set"))
	}
	section := b[start:]
	var s summary
	s.template = codePage(int(section.number(summaryCodePage)))(section.bytes(summaryTemplate))
	s.wordCount = section.number(summaryWordCount)
	return s, nil
}

// property finds where a property's type and value stand in a section, 0 when it has none.
func (section octets) property(id uint32) int {
	for i := range min(int(section.u32(4)), 64) {
		if section.u32(8+8*i) == id {
			return int(section.u32(12 + 8*i))
		}
	}
	return 0
}

func (section octets) number(id uint32) uint32 {
	switch at := section.property(id); {
	case at == 0:
		return 0
	case section.u32(at) == typeInt16:
		return uint32(section.u16(at + 4))
	case section.u32(at) == typeInt32:
		return section.u32(at + 4)
	}
	return 0
}

// bytes gives a text property without the zero that ends it.
func (section octets) bytes(id uint32) []byte {
	at := section.property(id)
	if at == 0 || section.u32(at) != typeText {
		return nil
	}
	at, length := at+8, int(section.u32(at+4))
	if at > len(section) || length > len(section)-at {
		return nil
	}
	b := section[at : at+length]
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	return b
}
