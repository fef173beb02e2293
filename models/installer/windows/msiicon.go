package windows

import (
	"bytes"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
)

const (
	sourceIconTable = "Icon table"
	maxIconFile     = 4 << 20 // of a program or .ico file that holds the icon
)

// productIcon is the icon that Windows shows among installed apps: the row of the table Icon that a property names. It is
// an .ico file, or a program that holds one.
func (c *msi) productIcon(name string) (*facts.Icon, error) {
	stream := packedName("Icon." + name)
	if name == "" || c.Stream(stream) == nil {
		return nil, nil
	}
	b, err := c.Read(stream, maxIconFile, sourceIconTable)
	if err != nil {
		return nil, c.Source.Fatal(err)
	}
	icon, err := iconOf(c.Source, b)
	if icon != nil {
		icon.Source = input.CleanText(sourceIconTable+": "+name, input.MaxText)
	}
	return icon, err
}

func iconOf(src *input.Source, b []byte) (*facts.Icon, error) {
	if !bytes.HasPrefix(b, []byte("MZ")) {
		return facts.NewIcon(picture.FromICO(b), sourceIconTable), nil
	}
	p, err := openProgram(src.Inside(bytes.NewReader(b), int64(len(b))))
	if err != nil {
		return nil, src.Fatal(err)
	}
	return p.icon()
}
