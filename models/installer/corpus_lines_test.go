package installer

import (
	"cmp"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
)

// corpusLine is what corpus.tsv says about a file, as independent tools read it.
type corpusLine struct {
	file, format                                           string
	name, id, version, publisher, minimumOS, architectures string
	behavior                                               string // its signature, or what a hostile file must end in
}

func corpusLines(t *testing.T) []corpusLine {
	t.Helper()
	f, err := os.Open(filepath.Join(installertest.Corpus(t), "corpus.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var lines []corpusLine
	for _, row := range rows[1:] {
		column := func(name string) string { return row[slices.Index(rows[0], name)] }
		lines = append(lines, corpusLine{
			file: column("file"), format: column("format"), name: column("name"), id: column("id"), version: column("version"),
			publisher: column("publisher"), minimumOS: column("min_os"), architectures: column("arch"), behavior: column("signature_or_expected_behaviour"),
		})
	}
	return lines
}

// told are the facts that a line asks for. Empty columns ask for none.
type told map[models.Fact]string

// ask asks for a fact that a column tells as it is, or as rewritten.
func (w told) ask(fact models.Fact, column string, rewrite ...func(string) string) {
	if column == "" {
		return
	}
	for _, f := range rewrite {
		column = f(column)
	}
	w[fact] = column
}

// lineFormats say which facts the columns of a format are.
var lineFormats = map[string]func(w told, l corpusLine){
	"apk": func(w told, l corpusLine) {
		w.numbered(l, models.FactPackageID, models.FactVersionCode)
		w.ask(models.FactSigner, l.publisher, func(s string) string { return strings.ReplaceAll(s, ",CN=", ", CN=") }) // of two signers
		w.ask(models.FactMinimumSDK, strings.TrimPrefix(l.minimumOS, "SDK "))
		w.ask(models.FactArchitectures, l.architectures, architectureNames)
	},
	"appx": windowsApp, "msix": windowsApp, "appxbundle": windowsApp, "msixbundle": windowsApp,
	"dmg": func(w told, l corpusLine) {
		w.numbered(l, models.FactBundleID, models.FactBuild)
		w.ask(models.FactMinimumOS, l.minimumOS)
		w.ask(models.FactArchitectures, l.architectures, architectureNames)
	},
	"intunewin": func(w told, l corpusLine) {
		w.ask(models.FactName, l.name)
		w.ask(models.FactProductCode, l.id)
		w.ask(models.FactVersion, l.version)
		w.ask(models.FactPublisher, l.publisher)
	},
	"ipa": func(w told, l corpusLine) {
		w.numbered(l, models.FactBundleID, models.FactBuild)
		w.ask(models.FactPublisher, l.publisher)
		w.ask(models.FactMinimumOS, l.minimumOS)
		architectures, family, _ := strings.Cut(l.architectures, " family ")
		w.ask(models.FactArchitectures, architectures, architectureNames)
		w.ask(models.FactDeviceFamily, map[string]string{"[1, 2]": "iPhone, iPad"}[family])
	},
	"mobileprovision": func(w told, l corpusLine) {
		w.ask(models.FactProfile, l.name)
		w.ask(models.FactTeam, l.id, func(s string) string { team, _, _ := strings.Cut(s, "."); return team }) // the app in it is the package's to tell
		w.ask(models.FactPublisher, l.publisher)
	},
	"msi": func(w told, l corpusLine) {
		w.ask(models.FactName, l.name)
		codes := strings.Fields(l.id) // product {..} upgrade {..} package {..}; the last one is new with every build
		w.ask(models.FactProductCode, codes[1])
		w.ask(models.FactUpgradeCode, codes[3])
		w.ask(models.FactVersion, l.version)
		w.ask(models.FactPublisher, l.publisher)
		platform, language, _ := strings.Cut(l.architectures, ";")
		w.ask(models.FactArchitectures, platform, architectureNames)
		w.ask(models.FactLanguage, language)
	},
	"pkg": func(w told, l corpusLine) {
		w.ask(models.FactName, l.name)
		w.ask(models.FactPackageID, l.id)
		w.ask(models.FactVersion, l.version)
		w.ask(models.FactSigner, l.publisher, specificFirst)
		w.ask(models.FactMinimumOS, l.minimumOS)
		w.ask(models.FactArchitectures, l.architectures, architectureNames)
	},
}

func windowsApp(w told, l corpusLine) {
	w.ask(models.FactName, l.name)
	w.ask(models.FactIdentityName, l.id)
	w.ask(models.FactVersion, l.version)
	w.ask(models.FactIdentity, l.publisher)
	w.ask(models.FactMinimumOS, l.minimumOS, minimumOfWindows)
	w.ask(models.FactArchitectures, l.architectures, architectureNames)
}

// numbered asks for a name, an identifier, and a version with a number behind it: "1.0 (10)", of which either may be missing.
func (w told) numbered(l corpusLine, id, number models.Fact) {
	w.ask(models.FactName, l.name)
	w.ask(id, l.id)
	version, rest, _ := strings.Cut(l.version, " (")
	w.ask(models.FactVersion, version)
	w.ask(number, strings.TrimSuffix(rest, ")"))
}

// minimumOfWindows takes the version that devices need: that for desktops, or else that for all kinds of Windows 10.
func minimumOfWindows(families string) string {
	minimum := map[string]string{}
	for family := range strings.SplitSeq(families, ",") {
		name, version, _ := strings.Cut(family, ">=")
		minimum[name] = version
	}
	return cmp.Or(minimum["Windows.Desktop"], minimum["Windows.Universal"])
}

// specificFirst turns round a name as openssl prints it.
func specificFirst(subject string) string {
	parts := strings.Split(strings.ReplaceAll(strings.TrimPrefix(subject, "subject="), " = ", "="), ", ")
	slices.Reverse(parts)
	return strings.Join(parts, ", ")
}

// architectureNames are Appdepot's names for those that other tools print, in order. An unknown one stays as it is.
func architectureNames(printed string) string {
	var names []string
	for name := range strings.SplitSeq(printed, ",") {
		if ours, ok := architectureName[name]; ok {
			name = ours
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

var architectureName = map[string]string{
	"armeabi": "arm", "armeabi-v7a": "arm", "arm64-v8a": "arm64", "x86_64": "x64", "Intel": "x86",
	"mips": "", "mips64": "", // Android runs on neither since 2018: no device that asks for an app has one
	"neutral": "", "(none)": "", // runs on all
}

// readOtherwise are the facts that differ from what the other tools read, and why.
var readOtherwise = map[string]map[models.Fact]struct{ got, why string }{
	"appx/CentennialCoffee.appx":         {models.FactPublisher: {"Microsoft Corporation Localized", "the other tools do not look ms-resource: up in resources.pri"}},
	"appx/TestAppxPackage_x64.appx":      {models.FactName: {"Test Appx Package", "the other tools do not look ms-resource: up in resources.pri"}},
	"intunewin/made-msi-probe.intunewin": {models.FactName: {"Probe App", "the setup file says what Detection.xml calls by its file name"}},
	"msix/TestWindows.msix":              {models.FactMinimumOS: {"", "0.0.0.0 demands nothing"}},
}

// otherwise puts what is read here in the place of what the other tools read in a file of the corpus.
func (w told) otherwise(file string) {
	for fact, is := range readOtherwise[file] {
		if _, asked := w[fact]; asked {
			w[fact] = is.got
		}
	}
}

// Every line of corpus.tsv agrees with what is read here.
func TestCorpusLines(t *testing.T) {
	formats := map[string]int{}
	for _, l := range corpusLines(t) {
		facts, ok := lineFormats[l.format]
		if !ok {
			continue
		}
		formats[l.format]++
		t.Run(l.file, func(t *testing.T) {
			want := told{}
			facts(want, l)
			want.otherwise(l.file)
			got, err := lineRead(t, l)
			if refused := strings.HasPrefix(l.behavior, "error:"); refused || err != nil {
				if !refused || err == nil {
					t.Errorf("error %v, the corpus says %q", err, l.behavior)
				}
				return
			}
			for fact, value := range want {
				if got := got.Fact(fact); got != value {
					t.Errorf("%s is %q, want %q", fact, got, value)
				}
			}
		})
	}
	for format := range lineFormats {
		if formats[format] == 0 {
			t.Errorf("no line is about .%s", format)
		}
	}
}

// lineRead reads a file of the corpus. A provisioning profile is no package: it is read as from inside one.
func lineRead(t *testing.T, l corpusLine) (inspected, error) {
	t.Helper()
	path := filepath.Join(installertest.Corpus(t), l.file)
	if l.format != "mobileprovision" {
		return inspectFile(t, path)
	}
	p, err := apple.ReadProfile(installertest.Read(t, path))
	var r facts.Report
	if err == nil {
		p.Describe(&r)
	}
	return inspected{Report: r}, err
}
