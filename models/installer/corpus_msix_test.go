package installer

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/msix"
)

// expectedMSIX is what unzip, lxml and osslsigncode read from the Windows app packages of the corpus.
type expectedMSIX struct {
	Identity           struct{ Name, Publisher, Version, ProcessorArchitecture, ResourceID string }
	Properties         expectedProperties
	FirstAppProperties expectedProperties
	Targets            []expectedTarget
	FirstAppTargets    []expectedTarget
	Packages           []struct{ Architecture, FileName, ResourceID, Type, Version string }
	Signature          struct {
		Signed   bool
		Mismatch bool `json:"digest_mismatch"`
		Subject  string
	}
}

type expectedProperties struct{ DisplayName, PublisherDisplayName, Logo string }

type expectedTarget struct{ MinVersion, Name string }

// folderExpectations are those of one folder of the corpus by file, names of fields without underscores.
func folderExpectations(t *testing.T, folder string) map[string]expectedMSIX {
	t.Helper()
	dir := installertest.Corpus(t)
	var raw map[string]map[string]json.RawMessage
	if err := json.Unmarshal(installertest.Read(t, filepath.Join(dir, "expected.json")), &raw); err != nil {
		t.Fatal(err)
	}
	found := map[string]expectedMSIX{}
	for name, fields := range raw {
		if !strings.HasPrefix(name, folder+"/") {
			continue
		}
		for key, value := range maps.Clone(fields) {
			fields[strings.ReplaceAll(key, "_", "")] = value
		}
		b, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		var e expectedMSIX
		if err := json.Unmarshal(b, &e); err != nil {
			t.Fatal(name, err)
		}
		found[filepath.Join(dir, name)] = e
	}
	return found
}

func TestCorpusMSIX(t *testing.T) {
	for _, folder := range []string{"appx", "msix"} {
		for path, e := range folderExpectations(t, folder) {
			t.Run(filepath.Base(path), func(t *testing.T) {
				r, err := inspectFile(t, path)
				if err != nil {
					t.Fatal(err)
				}
				if r.Format != facts.FormatMSIX {
					t.Errorf("format %s", r.Format)
				}
				want := e.facts(e.Properties, e.Targets)
				want[models.FactIsBundle] = "false"
				want[models.FactArchitectures] = strings.TrimPrefix(e.Identity.ProcessorArchitecture, "neutral")
				compareMSIX(t, path, r, e, want)
				if logo := e.Properties.Logo; logo != "" && r.Icon == nil && holds(t, path, logo) {
					t.Errorf("no icon, want %s", logo)
				}
			})
		}
	}
}

func TestCorpusMSIXBundle(t *testing.T) {
	for _, folder := range []string{"appxbundle", "msixbundle"} {
		for path, e := range folderExpectations(t, folder) {
			t.Run(filepath.Base(path), func(t *testing.T) {
				r, err := inspectFile(t, path)
				if err != nil {
					t.Fatal(err)
				}
				if r.Format != facts.FormatMSIXBundle {
					t.Errorf("format %s", r.Format)
				}
				var architectures, packages, found []string
				for _, p := range e.Packages {
					if p.Type == "application" {
						architectures = append(architectures, p.Architecture)
					}
					packages = append(packages, p.FileName+" "+p.Version+" "+p.ResourceID+" "+p.Architecture)
				}
				for _, c := range r.Components {
					found = append(found, c.Path+" "+c.Version+" "+c.Name+" "+c.Architectures)
				}
				slices.Sort(architectures)
				if diff := cmp.Diff(sorted(packages), sorted(found)); diff != "" {
					t.Error(diff)
				}
				want := e.facts(e.FirstAppProperties, e.FirstAppTargets)
				want[models.FactIsBundle], want[models.FactArchitectures] = "true", strings.Join(architectures, ", ")
				if e.FirstAppProperties == (expectedProperties{}) { // the other tools could not find the package by its name
					delete(want, models.FactName)
					delete(want, models.FactPublisher)
					delete(want, models.FactMinimumOS)
				}
				compareMSIX(t, path, r, e, want)
			})
		}
	}
}

func sorted(texts []string) []string { return slices.Sorted(slices.Values(texts)) }

// facts are those that both kinds of packages tell.
func (e expectedMSIX) facts(p expectedProperties, targets []expectedTarget) map[models.Fact]string {
	want := map[models.Fact]string{
		models.FactName: p.DisplayName, models.FactPublisher: p.PublisherDisplayName, models.FactMinimumOS: "",
		models.FactIdentityName: e.Identity.Name, models.FactIdentity: e.Identity.Publisher, models.FactVersion: e.Identity.Version,
		models.FactResourceID: e.Identity.ResourceID,
	}
	for _, target := range targets {
		if target.Name == "Windows.Desktop" || target.Name == "Windows.Universal" && want[models.FactMinimumOS] == "" {
			want[models.FactMinimumOS] = target.MinVersion
		}
	}
	return want
}

func compareMSIX(t *testing.T, path string, r inspected, e expectedMSIX, want map[models.Fact]string) {
	t.Helper()
	told(want).otherwise(filepath.Base(filepath.Dir(path)) + "/" + filepath.Base(path))
	for fact, value := range want {
		if got := r.Fact(fact); got != value {
			t.Errorf("%s is %q, want %q", fact, got, value)
		}
	}
	if e.Signature.Signed != (len(r.Signers) == 1) {
		t.Fatalf("signers %+v, want signed %t", r.Signers, e.Signature.Signed)
	}
	if e.Signature.Signed && (r.Signers[0].Verified == e.Signature.Mismatch || openSSLName(r.Signers[0].Subject) != e.Signature.Subject) {
		t.Errorf("signer %s, verified %t, want %+v", openSSLName(r.Signers[0].Subject), r.Signers[0].Verified, e.Signature)
	}
}

// openSSLName is slashed with the names that openssl has for parts that others write in capitals.
func openSSLName(dn string) string {
	return strings.NewReplacer("/POSTALCODE=", "/postalCode=", "/T=", "/title=", "/STREET=", "/street=", "/SERIALNUMBER=", "/serialNumber=").
		Replace(slashed(dn))
}

// holds reports whether a picture that the manifest names is in the package and not empty, as it is or in a variant.
func holds(t *testing.T, path, logo string) bool {
	t.Helper()
	b := installertest.Read(t, path)
	a, err := msix.Open(input.New(nil, strings.NewReader(string(b)), int64(len(b))))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range a.Variants(logo) {
		if f := a.Search(v.Path)[0]; f.Size > 0 {
			return true
		}
	}
	return false
}
