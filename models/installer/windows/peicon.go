package windows

import (
	"appdepot/models/installer/facts"
	"appdepot/models/installer/picture"
)

const (
	iconEntry  = 14 // bytes of one picture in a group
	sourceIcon = "Icon resource"
)

// icon is the best picture of the program's first icon, the one that Windows shows.
func (p *program) icon() (*facts.Icon, error) {
	group, err := p.resource(resourceGroupIcon, -1, maxVersionInfo)
	if err != nil {
		return nil, p.src.Fatal(err)
	}
	pictures := picture.IconEntries(group, iconEntry)
	for _, e := range pictures[:min(len(pictures), picture.MaxTries)] {
		b, err := p.resource(resourceIcon, e.At, picture.MaxBytes)
		if err := p.src.Fatal(err); err != nil {
			return nil, err
		}
		if err != nil {
			continue
		}
		if icon := facts.NewIcon(picture.FromIconEntry(b), sourceIcon); icon != nil {
			return icon, nil
		}
	}
	return nil, nil
}
