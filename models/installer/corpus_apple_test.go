package installer

import (
	stdcmp "cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sign"
)

// expectedIPA is what Python's zipfile and plistlib, openssl and file read from the iOS packages of the corpus.
type expectedIPA struct {
	CFBundleIdentifier, CFBundleName, CFBundleShortVersionString, CFBundleVersion, MinimumOSVersion string
	UIDeviceFamily                                                                                  []int
	Icons                                                                                           []string
	Macho                                                                                           string
	HasCodeSignature                                                                                bool `json:"has_code_signature"`
	Profile                                                                                         expectedProfile
}

type expectedProfile struct {
	Name, TeamName, ExpirationDate, Error string
	TeamIdentifier                        []string
	ProvisionedDevices                    int
	ProvisionsAllDevices                  bool
	CMS                                   bool `json:"cms_ok"`
}

// facts are those that a profile gives.
func (e expectedProfile) facts() map[models.Fact]string {
	want := map[models.Fact]string{
		models.FactProfile: e.Name, models.FactPublisher: e.TeamName, models.FactTeam: e.TeamIdentifier[0],
		models.FactExpires: e.ExpirationDate + "Z", models.FactProfileDevices: fmt.Sprint(e.ProvisionedDevices),
	}
	if e.ProvisionsAllDevices {
		want[models.FactProfileDevices] = "all"
	}
	return want
}

// expectedPKG is what a script that takes xar archives apart, and openssl, read from the installer packages of the corpus.
type expectedPKG struct {
	Distribution struct {
		Title             string
		HostArchitectures []string
		Minimum           []string `json:"min_os"`
	}
	Packages map[string]struct {
		Identifier, Version string
		Location            string `json:"install_location"`
		Bundles             []expectedBundle
		Scripts             []string
	} `json:"packageinfo"`
	Payload map[string]struct{ CPIO []string }
	Apps    map[string]struct {
		CFBundleName, LSMinimumSystemVersion string
	} `json:"payload_apps"`
	Signatures []struct {
		Certificates [][]string `json:"certs"`
	}
	Checksum bool `json:"toc_checksum_ok"`
}

type expectedBundle struct{ ID, Path, CFBundleShortVersionString, CFBundleVersion string }

// each runs a test for every file of a folder of the corpus with what is expected of it.
func each[E any](t *testing.T, folder string, atLeast int, test func(t *testing.T, path string, e E)) {
	t.Helper()
	dir := installertest.Corpus(t)
	var all map[string]json.RawMessage
	if err := json.Unmarshal(installertest.Read(t, filepath.Join(dir, "expected.json")), &all); err != nil {
		t.Fatal(err)
	}
	for name, raw := range all {
		if !strings.HasPrefix(name, folder+"/") {
			continue
		}
		atLeast--
		t.Run(filepath.Base(name), func(t *testing.T) {
			var e E
			if err := json.Unmarshal(raw, &e); err != nil {
				t.Fatal(err)
			}
			test(t, filepath.Join(dir, name), e)
		})
	}
	if atLeast > 0 {
		t.Errorf("%d expectations too few for %s", atLeast, folder)
	}
}

func TestCorpusIPA(t *testing.T) {
	each(t, "ipa", 2, func(t *testing.T, path string, e expectedIPA) {
		r, err := inspectFile(t, path)
		if err != nil {
			t.Fatal(err)
		}
		want := e.Profile.facts()
		want[models.FactName], want[models.FactBundleID] = e.CFBundleName, e.CFBundleIdentifier
		want[models.FactVersion], want[models.FactBuild], want[models.FactMinimumOS] = e.CFBundleShortVersionString, e.CFBundleVersion, e.MinimumOSVersion
		want[models.FactArchitectures] = map[bool]string{true: "arm64"}[strings.HasPrefix(e.Macho, "Mach-O 64-bit arm64")]
		if slices.Equal(e.UIDeviceFamily, []int{1, 2}) {
			want[models.FactDeviceFamily] = "iPhone, iPad"
		}
		got := values(r)
		delete(got, models.FactSigner)
		delete(got, models.FactSignerSHA256)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if (r.Icon != nil) != (len(e.Icons) > 0) {
			t.Errorf("icon %v, want one of %v", r.Icon, e.Icons)
		}
		schemes := map[string]bool{}
		for _, s := range r.Signers {
			schemes[s.Scheme] = s.Verified
		}
		if diff := cmp.Diff(map[string]bool{sign.SchemeCode: e.HasCodeSignature, apple.SchemeProfile: e.Profile.CMS}, schemes); diff != "" {
			t.Errorf("%s\n%+v", diff, r.Signers)
		}
	})
}

func TestCorpusProfile(t *testing.T) {
	each(t, "mobileprovision", 3, func(t *testing.T, path string, e expectedProfile) {
		p, err := apple.ReadProfile(installertest.Read(t, path))
		if e.Error != "" {
			if err == nil {
				t.Errorf("read as %+v", p)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		var r facts.Report
		p.Describe(&r)
		if diff := cmp.Diff(e.facts(), values(inspected{Report: r})); diff != "" {
			t.Error(diff)
		}
		if s := p.Signer(); s.Verified != e.CMS || !strings.Contains(s.Issuer, "Apple iPhone Certification Authority") {
			t.Errorf("signer %+v", s)
		}
	})
}

func TestCorpusPKG(t *testing.T) {
	each(t, "pkg", 6, func(t *testing.T, path string, e expectedPKG) {
		r, err := inspectFile(t, path)
		if err != nil {
			t.Fatal(err)
		}
		compareComponents(t, r, e)
		name, minimum := e.Distribution.Title, ""
		for _, app := range e.Apps {
			name, minimum = stdcmp.Or(name, app.CFBundleName), app.LSMinimumSystemVersion
		}
		for _, m := range e.Distribution.Minimum {
			minimum = m
		}
		want := map[models.Fact]string{models.FactMinimumOS: minimum}
		// The test package of Sparkle has no name anywhere: its app is called by its folder.
		if want[models.FactName] = name; name == "" && len(e.Apps) > 0 {
			want[models.FactName] = "sparklepkgtest"
		}
		if len(e.Distribution.HostArchitectures) > 0 {
			want[models.FactArchitectures] = architectureNames(e.Distribution.HostArchitectures[0])
		}
		for fact, value := range want {
			if got := r.Fact(fact); got != value {
				t.Errorf("%s is %q, want %q", fact, got, value)
			}
		}
		compareXARSigners(t, r, e)
	})
}

func compareComponents(t *testing.T, r inspected, e expectedPKG) {
	t.Helper()
	type part struct{ kind, id, version, build, path string }
	var want, got []part
	scripts, payload := false, false
	for at, p := range e.Packages {
		want = append(want, part{"package", p.Identifier, p.Version, "", at})
		for _, b := range p.Bundles {
			want = append(want, part{"app", b.ID, b.CFBundleShortVersionString, b.CFBundleVersion, filepath.Join("/", p.Location, b.Path)})
		}
		scripts = scripts || len(p.Scripts) > 0
	}
	for _, p := range e.Payload {
		payload = payload || len(p.CPIO) > 2 // more than the top folder and the end
	}
	for _, c := range r.Components {
		got = append(got, part{c.Kind, c.ID, c.Version, c.Build, c.Path})
	}
	order := func(a, b part) int { return strings.Compare(a.kind+a.id, b.kind+b.id) }
	slices.SortFunc(want, order)
	slices.SortFunc(got, order)
	if !slices.Equal(want, got) {
		t.Errorf("components %v, want %v", got, want)
	}
	if r.Fact(models.FactScripts) != fmt.Sprint(scripts) || r.Fact(models.FactPayload) != fmt.Sprint(payload) {
		t.Errorf("scripts %s, want %t; payload %s, want %t", r.Fact(models.FactScripts), scripts, r.Fact(models.FactPayload), payload)
	}
}

func compareXARSigners(t *testing.T, r inspected, e expectedPKG) {
	t.Helper()
	if len(e.Signatures) == 0 {
		if len(r.Signers) != 0 {
			t.Errorf("signers %+v, want none", r.Signers)
		}
		return
	}
	if len(r.Signers) != 1 || r.Signers[0].Verified != e.Checksum {
		t.Fatalf("signers %+v", r.Signers)
	}
	s, leaf := r.Signers[0], e.Signatures[0].Certificates[0]
	parts := strings.Split(s.Subject, ", ")
	slices.Reverse(parts) // openssl begins with the other end
	subject := strings.ReplaceAll(strings.TrimPrefix(leaf[0], "subject="), " = ", "=")
	sum := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(leaf[3], "sha256 Fingerprint=")), ":", "")
	if got := strings.Join(parts, ", "); got != subject || s.SHA256 != sum {
		t.Errorf("signed by %s (%s), want %s (%s)", got, s.SHA256, subject, sum)
	}
	if !s.Note.Empty() || s.NotAfter.Year() != 2017 {
		t.Errorf("note %q, want none: the certificate ended, but Apple stamped the time before", s.Note)
	}
}
