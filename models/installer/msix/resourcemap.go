package msix

import (
	"slices"

	"appdepot/models/installer/input"
)

// resourceMap says which texts a name has. Names are in groups, each name has a decision about qualifiers such as the
// language, and a candidate for each set of them.
type resourceMap struct {
	schema, decisions int // numbers of sections
	kinds             []uint32
	groups            [][2]int // first item, number of the group
	runs              [][2]int // of each group: length, first entry in infos
	infos             [][2]int // decision, first candidate
	candidates        input.Bytes
	count             int
	texts             input.Bytes
}

// Kinds of texts; the others are paths and files.
var priEncodings = map[uint32]bool{0: true, 3: false, 4: false} // whether in UTF-16

// readMap reads a map's tables.
func (x *resourceIndex) readMap(number int) error {
	b := x.section(number)
	if len(b) < 32 {
		return errPRI
	}
	m := resourceMap{schema: int(b.U16(4)), decisions: int(b.U16(8)), count: int(b.U32(20))}
	kinds, groups, runs, infos := int(b.U16(10)), int(b.U16(12)), int(b.U16(14)), int(b.U32(16))
	long := int(b.U32(28))
	at := 32 + int(b.U16(0)) + int(b.U16(6))
	if infos > maxPRIItems || m.count > maxPRIItems || long > len(b) {
		return errPRI
	}
	for range kinds {
		m.kinds = append(m.kinds, b.U32(at+4))
		at += 8
	}
	m.groups, at = readPairs(b, at, groups, 2)
	m.runs, at = readPairs(b, at, runs, 2)
	m.infos, at = readPairs(b, at, infos, 2)
	if long > 0 {
		groups, runs, infos := int(b.U32(at)), int(b.U32(at+4)), int(b.U32(at+8))
		if groups > maxPRIItems || runs > maxPRIItems || infos > maxPRIItems {
			return errPRI
		}
		more, next := readPairs(b, at+12, groups, 4)
		m.groups = append(m.groups, more...)
		more, next = readPairs(b, next, runs, 4)
		m.runs = append(m.runs, more...)
		more, _ = readPairs(b, next, infos, 4)
		m.infos = append(m.infos, more...)
		at += long
	}
	if at > len(b) || 8*m.count > len(b)-at {
		return errPRI
	}
	m.candidates, m.texts = b[at:at+8*m.count], b[at+8*m.count:]
	x.m = m
	return nil
}

// readPairs reads a table of two numbers each and gives where it ends.
func readPairs(b input.Bytes, at, count, bytes int) ([][2]int, int) {
	var table [][2]int
	for range min(count, len(b)) {
		if bytes == 4 {
			table = append(table, [2]int{int(b.U32(at)), int(b.U32(at + 4))})
		} else {
			table = append(table, [2]int{int(b.U16(at)), int(b.U16(at + 2))})
		}
		at += 2 * bytes
	}
	return table, at
}

// info finds the decision and the first candidate of an item.
func (m resourceMap) info(item int) ([2]int, bool) {
	for _, g := range m.groups {
		run := [2]int{1, g[1] - len(m.runs)} // a number behind the groups stands for one item
		if g[1] < len(m.runs) {
			run = m.runs[g[1]]
		}
		if at := item - g[0]; at >= 0 && at < run[0] && run[1]+at >= 0 && run[1]+at < len(m.infos) {
			return m.infos[run[1]+at], true
		}
	}
	return [2]int{}, false
}

// best is the text of an item in the first of the languages that there is.
func (m resourceMap) best(x *resourceIndex, item int, languages []string) string {
	info, ok := m.info(item)
	if !ok {
		return ""
	}
	type text struct{ language, text string }
	var texts []text
	for i, language := range x.languages(info[0]) {
		if s := m.candidate(x, info[1]+i); s != "" {
			texts = append(texts, text{language, s})
		}
	}
	slices.SortStableFunc(texts, func(a, b text) int { return byLanguage(languages, a.language, b.language) })
	if len(texts) == 0 {
		return ""
	}
	return texts[0].text
}

// candidate is one text, "" for what is none.
func (m resourceMap) candidate(x *resourceIndex, number int) string {
	if number >= m.count {
		return ""
	}
	b := m.candidates[8*number:][:8]
	if int(b.U8(1)) >= len(m.kinds) {
		return ""
	}
	wide, ok := priEncodings[m.kinds[b.U8(1)]]
	var found input.Bytes
	switch {
	case !ok:
	case b.U8(0) == priInPlace:
		found = m.texts.Part(int(b.U32(4)), int(b.U16(2)))
	case b.U8(0) == priInSection && b.U16(2) == 0: // in this file
		found = x.dataItem(int(b.U16(6)), int(b.U16(4)))
	}
	return priText(found, wide)
}

// dataItem is a string or a blob in a section of them.
func (x *resourceIndex) dataItem(section, item int) input.Bytes {
	b := x.section(section)
	strings, blobs := int(b.U16(4)), int(b.U16(6))
	content := b.Part(12+4*strings+8*blobs, max(0, len(b)-12-4*strings-8*blobs))
	if item < strings {
		return content.Part(int(b.U16(12+4*item)), int(b.U16(14+4*item)))
	}
	at := 12 + 4*strings + 8*(item-strings)
	return content.Part(int(b.U32(at)), int(b.U32(at+4)))
}

// languages gives the language of every set of qualifiers in a decision, "" where it is for all.
func (x *resourceIndex) languages(decision int) []string {
	b := x.section(x.m.decisions)
	distinct, qualifiers, sets, decisions, index := int(b.U16(0)), int(b.U16(2)), int(b.U16(4)), int(b.U16(6)), int(b.U16(8))
	setTable := 12 + 4*decisions
	qualifierTable := setTable + 4*sets
	distinctTable := qualifierTable + 8*qualifiers
	indexTable := distinctTable + 12*distinct
	values := indexTable + 2*index
	if decision >= decisions || values > len(b) {
		return nil
	}
	var found []string
	first, count := int(b.U16(12+4*decision)), int(b.U16(14+4*decision))
	for i := range min(count, maxCandidate) {
		set := setTable + 4*int(b.U16(indexTable+2*(first+i)))
		language := ""
		for j := range min(int(b.U16(set+2)), maxCandidate) {
			qualifier := qualifierTable + 8*int(b.U16(indexTable+2*(int(b.U16(set))+j)))
			kind := distinctTable + 12*int(b.U16(qualifier))
			if b.U16(kind+2) == priLanguage {
				language = zeroTerminated(b, values+2*int(b.U32(kind+8)))
			}
		}
		found = append(found, language)
	}
	return found
}

// zeroTerminated is a text in UTF-16 up to its zero.
func zeroTerminated(b input.Bytes, at int) string {
	end := at
	for end < len(b)-1 && b.U16(end) != 0 && end-at < 200 {
		end += 2
	}
	return priText(b.Part(at, end-at), true)
}
