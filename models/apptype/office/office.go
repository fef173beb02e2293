package office

import (
	"bytes"
	"slices"
)

// Config is what the designer knows. The product is always Microsoft 365 Apps for enterprise.
type Config struct {
	Apps          []string // IDs of the apps to install, of those that the designer offers
	Others        []string // IDs of products besides the suite
	Bits          string   // "64" or "32"
	OpenDocument  bool     // save as OpenDocument files instead of Office Open XML
	Channel       string   // ID of an update channel
	RemoveMSI     bool     // first remove Office that was installed with Windows Installer
	Version       string   // "" is the latest
	SharedLicense bool     // shared computer activation
	AcceptEULA    bool
	Languages     []string // codes, besides the languages of Windows
}

// Start is where the designer begins.
func Start() Config {
	c := Config{Bits: "64", Channel: "Current", AcceptEULA: true}
	for _, a := range Offered() {
		if a.Selected {
			c.Apps = append(c.Apps, a.ID)
		}
	}
	return c
}

// product is what the designer installs.
const product = "O365ProPlusRetail"

// fallback is installed when Office does not speak the language of Windows.
const fallback = "en-us"

// XML is the configuration for the Office Deployment Tool.
func (c Config) XML() []byte { return c.tree().print() }

func (c Config) tree() *node {
	add := element("Add", "OfficeClientEdition", c.Bits, "Channel", c.Channel)
	if c.Version != "" {
		add.set("Version", c.Version)
	}
	for _, id := range append([]string{product}, c.Others...) {
		add.children = append(add.children, c.product(id))
	}
	root := element("Configuration")
	root.children = []*node{add,
		element("Property", "Name", "SharedComputerLicensing", "Value", map[bool]string{true: "1", false: "0"}[c.SharedLicense]),
		element("Updates", "Enabled", "TRUE")}
	if c.RemoveMSI {
		root.children = append(root.children, element("RemoveMSI"))
	}
	root.children = append(root.children, formats(c.OpenDocument),
		element("Display", "Level", "None", "AcceptEULA", map[bool]string{true: "TRUE", false: "FALSE"}[c.AcceptEULA]))
	return root
}

// product is the suite or what is installed with it. Languages and missing apps are those of the suite: a product that does
// not name them would bring its own.
func (c Config) product(id string) *node {
	p := element("Product", "ID", id)
	p.children = append(p.children, element("Language", "ID", "MatchOS", "Fallback", fallback))
	if c.RemoveMSI {
		p.children = append(p.children, element("Language", "ID", "MatchPreviousMSI"))
	}
	for _, code := range c.Languages {
		p.children = append(p.children, element("Language", "ID", code))
	}
	for _, a := range Offered() {
		if !slices.Contains(c.Apps, a.ID) {
			p.children = append(p.children, element("ExcludeApp", "ID", a.ID))
		}
	}
	return p
}

// formats are the settings of Excel, PowerPoint and Word that the Office Customization Tool makes for a file format.
func formats(openDocument bool) *node {
	excel, powerpoint, word := "51", "27", ""
	if openDocument {
		excel, powerpoint, word = "60", "52", "ODT"
	}
	settings := element("AppSettings")
	settings.children = []*node{
		format("excel", excel, "REG_DWORD", "excel16", "L_SaveExcelfilesas"),
		format("powerpoint", powerpoint, "REG_DWORD", "ppt16", "L_SavePowerPointfilesas"),
		format("word", word, "REG_SZ", "word16", "L_SaveWordfilesas"),
	}
	return settings
}

func format(app, value, kind, name, policy string) *node {
	return element("User", "Key", `software\microsoft\office\16.0\`+app+`\options`, "Name", "defaultformat", "Value", value,
		"Type", kind, "App", name, "Id", policy)
}

// Product is the product that the document is about: the suite, or the first one when there is no suite; "" without any.
func (d Document) Product() string {
	products := d.root.first("Add").all("Product")
	if len(products) == 0 {
		return ""
	}
	return products[max(0, slices.IndexFunc(products, func(n *node) bool { return kindOf(n.get("ID")) == Suite }))].get("ID")
}

// Pinned is the version to install, "" for the latest, and whether the suite stays with it instead of following its channel.
func (d Document) Pinned() (version string, stays bool) {
	updates := d.root.first("Updates")
	if version = d.root.first("Add").get("Version"); !IsVersion(version) {
		return "", false
	}
	return version, updates.get("Enabled") == "FALSE" || updates.get("TargetVersion") == version
}

// Same reports whether two configurations say the same; the order in which they name things means nothing.
func (c Config) Same(other Config) bool {
	sorted := func(c Config) Config {
		c.Apps, c.Others, c.Languages = slices.Sorted(slices.Values(c.Apps)), slices.Sorted(slices.Values(c.Others)), slices.Sorted(slices.Values(c.Languages))
		return c
	}
	return bytes.Equal(sorted(c).XML(), sorted(other).XML())
}
