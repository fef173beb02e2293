package office

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// rule says what an element may hold.
type rule struct {
	attributes map[string]value
	required   []string         // attributes
	identity   []string         // attributes that tell it from others of its name
	byName     map[string]value // what the attribute Value may be, by the attribute Name
	children   map[string]*rule
	needs      string // a child that must be there
	once       bool   // at most one in its parent
	counts     bool   // it says something by being there
}

// value says what an attribute may be: one of a few words, whatever their case, or what matches.
type value struct {
	words   []string
	earlier map[string]string // other words, in small letters, by what they mean now
	match   func(string) bool
	like    string // an example of what matches
	lower   bool   // its case means nothing
	absent  string // what it means to leave it out
}

// read brings an attribute's value into its usual form and reports whether it is allowed.
func (v value) read(s string) (string, bool) {
	if v.lower {
		s = strings.ToLower(s)
	}
	for _, w := range v.words {
		if strings.EqualFold(w, s) {
			return w, true
		}
	}
	if now, ok := v.earlier[strings.ToLower(s)]; ok {
		return now, true
	}
	return s, v.match != nil && v.match(s)
}

var (
	buildNumber = regexp.MustCompile(`^16\.0\.\d{4,5}\.\d{4,5}$`)
	guid        = regexp.MustCompile(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	productKey  = regexp.MustCompile(`^(?i)[0-9a-z]{5}(-[0-9a-z]{5}){4}$`)
	setupIDs    = regexp.MustCompile(`^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$`)
	plainName   = regexp.MustCompile(`^[A-Za-z0-9_]+$`)
)

// IsVersion reports whether a version is written as Office writes them.
func IsVersion(s string) bool { return buildNumber.MatchString(s) }

func flag(absent string) value { return value{words: []string{"TRUE", "FALSE"}, absent: absent} }
func digit() value             { return value{words: []string{"0", "1"}, absent: "0"} }
func words(all ...string) value {
	return value{words: all}
}
func like(example string, match func(string) bool) value { return value{match: match, like: example} }
func within(least, most int) func(string) bool {
	return func(s string) bool { return len(s) >= least && len(s) <= most }
}
func path(absent string) value {
	return value{match: within(1, 1024), like: `\\server\share`, absent: absent}
}
func (v value) butAbsent(means string) value { v.absent = means; return v }

// or allows more words besides what matches.
func (v value) or(more ...string) value { v.words = append(slices.Clone(v.words), more...); return v }

var (
	channel = func() value {
		v := value{words: names(Channels, func(c Channel) string { return c.ID }), earlier: map[string]string{}}
		for _, c := range Channels {
			for _, word := range c.Earlier {
				v.earlier[strings.ToLower(word)] = c.ID
			}
		}
		return v
	}()
	productID = value{words: names(Products, func(p Product) string { return p.ID }), like: product}
	codes     = value{words: names(Languages, func(l Language) string { return l.Code }), like: fallback}
	deadline  = like("05/16/2027 18:30", func(s string) bool { _, err := time.Parse("01/02/2006 15:04", s); return err == nil })
)

var languageRule = &rule{identity: []string{"ID"}, required: []string{"ID"}, counts: true,
	attributes: map[string]value{
		"ID":            codes.or("MatchOS", "MatchPreviousMSI", "MatchInstalled"),
		"Fallback":      codes,
		"TargetProduct": productID.or("All"),
	}}

var configuration = &rule{
	attributes: map[string]value{
		"ID":   {match: guid.MatchString, like: "9f3def2a-edf3-4230-af5b-de298a114dbf"},
		"Host": {words: []string{"cm"}},
	},
	needs: "Add",
	children: map[string]*rule{
		"Info": {once: true, attributes: map[string]value{"Description": {match: within(0, 10_000)}}},
		"Add":  addRule,
		"Remove": {once: true, attributes: map[string]value{"All": flag("FALSE")}, children: map[string]*rule{
			"Product": {identity: []string{"ID"}, required: []string{"ID"}, counts: true,
				attributes: map[string]value{"ID": productID}, children: map[string]*rule{"Language": languageRule}}}},
		"Updates": {once: true, attributes: map[string]value{
			"Enabled": flag("TRUE"), "UpdatePath": path(""), "Deadline": deadline, "Channel": channel,
			"TargetVersion": like("16.0.19628.20214", func(s string) bool { return s == "" || IsVersion(s) }),
		}},
		"Display": {once: true, attributes: map[string]value{"Level": words("None", "Full").butAbsent("Full"), "AcceptEULA": flag("FALSE")}},
		"Logging": {once: true, attributes: map[string]value{"Level": words("Off", "Standard").butAbsent("Standard"), "Path": path("%temp%")}},
		"Property": {identity: []string{"Name"}, required: []string{"Name", "Value"}, byName: properties,
			attributes: map[string]value{"Name": {words: propertyNames()}, "Value": {match: within(0, 1024)}}},
		"RemoveMSI": {once: true, counts: true, attributes: map[string]value{"All": flag("TRUE")}, children: map[string]*rule{
			"IgnoreProduct": {identity: []string{"ID"}, required: []string{"ID"}, counts: true,
				attributes: map[string]value{"ID": like("VisPro", plainName.MatchString)}}}},
		"AppSettings": {once: true, children: map[string]*rule{"Setup": setupRule, "User": userRule}},
	},
}

var addRule = &rule{once: true, needs: "Product",
	attributes: map[string]value{
		"SourcePath": path(""), "DownloadPath": path(""), "Channel": channel,
		"Version":             like("16.0.19628.20214", IsVersion).or("MatchInstalled"),
		"OfficeClientEdition": words("64", "32"),
		"AllowCdnFallback":    flag("FALSE"), "MigrateArch": flag("FALSE"), "OfficeMgmtCOM": flag("FALSE"), "ForceUpgrade": flag("FALSE"),
	},
	children: map[string]*rule{
		"Product": {identity: []string{"ID"}, required: []string{"ID"}, counts: true, needs: "Language",
			attributes: map[string]value{
				"ID": productID, "MSICondition": like("PrjStd,PrjStdR", setupIDs.MatchString),
				"PIDKEY": like("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX", productKey.MatchString),
			},
			children: map[string]*rule{
				"Language": languageRule,
				"ExcludeApp": {identity: []string{"ID"}, required: []string{"ID"}, counts: true,
					attributes: map[string]value{"ID": words(names(Apps, func(a App) string { return a.ID })...)}},
			}},
	},
}

var setupRule = &rule{identity: []string{"Name"}, required: []string{"Name", "Value"},
	attributes: map[string]value{"Name": words("Company"), "Value": {match: within(0, 255)}}}

var userRule = &rule{identity: []string{"Key", "Name"}, required: []string{"Key", "Name", "Value", "Type"},
	attributes: map[string]value{
		"Key":   {match: within(1, 255), like: `software\microsoft\office\16.0\excel\options`, lower: true},
		"Name":  {match: within(0, 255), lower: true},
		"Value": {match: within(0, 4096)},
		"Type":  words("REG_DWORD", "REG_SZ", "REG_EXPAND_SZ", "REG_MULTI_SZ", "REG_BINARY", "REG_QWORD"),
		"App":   like("excel16", plainName.MatchString),
		"Id":    like("L_SaveExcelfilesas", plainName.MatchString),
	}}

var properties = map[string]value{
	"AUTOACTIVATE":              digit(),
	"FORCEAPPSHUTDOWN":          flag("FALSE"),
	"PACKAGEGUID":               like("12345678-ABCD-1234-ABCD-1234567890AB", guid.MatchString),
	"SharedComputerLicensing":   digit(),
	"SCLCacheOverride":          digit(),
	"SCLCacheOverrideDirectory": path(""),
	"DeviceBasedLicensing":      digit(),
	"PinIconsToTaskbar":         flag("TRUE"),
	"TenantId":                  like("e5b86b07-841e-492f-9e77-971538aa7fdc", guid.MatchString),
}

func propertyNames() []string {
	var all []string
	for n := range properties {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

// of is what an attribute of an element may be.
func (r *rule) of(n *node, attribute string) (value, bool) {
	if attribute == "Value" && r.byName != nil {
		if v, ok := r.byName[n.get("Name")]; ok {
			return v, true
		}
	}
	v, ok := r.attributes[attribute]
	return v, ok
}
