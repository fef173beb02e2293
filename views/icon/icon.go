package icon

import (
	"cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
	"appdepot/views/ui"
)

// platforms are the pictures of platforms: of what their devices mostly are.
var platforms = map[models.Platform]string{
	models.Windows: "desktop", models.MacOS: "laptop", models.IOS: "tablet", models.Android: "phone",
	models.AndroidEnterprise: "phone", models.AllPlatforms: "globe",
}

// Platform is the icon of a platform.
func Platform(p models.Platform) string { return platforms[p] }

// Device is the icon of a device, by its platform and the model that it reports.
func Device(p models.Platform, model string) string { return string(models.KindOfDevice(p, model)) }

// AppType is the glyph of an app type.
func AppType(id string) string {
	if d, ok := apptype.Get(id); ok {
		return d.Glyph
	}
	return ""
}

// Entry is the glyph of an entry of the "Select app type" pane.
func Entry(id string) string {
	if e, ok := apptype.PaneEntryOf(id); ok {
		return e.Glyph()
	}
	return ""
}

// Kind is the picture of what kind of app a draft becomes, in so many pixels: of its entry until a file has decided its type.
func Kind(d models.Draft, size int) ui.TileProps {
	return ui.TileProps{ID: d.Entry, Glyph: cmp.Or(AppType(d.Type), Entry(d.Entry)), Pictured: true, Size: size}
}

// Draft is the picture of an app in the making that has such a name so far, in so many pixels.
func Draft(d models.Draft, name string, size int) ui.TileProps {
	p := App(d.ID, d.Type, name, d.LogoID, size)
	p.Glyph = cmp.Or(p.Glyph, Entry(d.Entry))
	return p
}

// App is the picture of an app in so many pixels: its logo, or else the glyph of its type or its initials.
func App(id models.ID, appType, name string, logo models.ID, size int) ui.TileProps {
	p := ui.TileProps{ID: string(id), Name: name, Size: size}
	if logo != "" {
		p.Image = link.Image(string(logo))
		return p
	}
	if d, ok := apptype.Get(appType); ok {
		p.Glyph, p.Pictured = d.Glyph, d.Pictured
	}
	return p
}
