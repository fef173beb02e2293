package apple

import (
	"encoding/base64"
	"encoding/pem"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

func Test7zReadsTheSameArchive(t *testing.T) {
	for _, path := range installertest.Packages(t, "pkg", sample.PKG(installertest.PKG())) {
		x, err := openXAR(installertest.OpenFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		var want, got []string
		name := ""
		for line := range strings.Lines(string(installertest.Tool(t, "7z", "l", "-slt", "-txar", path))) {
			if key, value, _ := strings.Cut(strings.TrimSpace(line), " = "); key == "Path" {
				name = value
			} else if key == "Method" && value != "" && !strings.HasPrefix(name, "[") && name != path {
				want = append(want, name)
			}
		}
		for _, f := range x.files {
			got = append(got, f.path)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: files %q, 7z lists %q", path, got, want)
		}
		for _, name := range got {
			if base := filepath.Base(name); base == packageInfoPath || base == distributionPath {
				b, err := x.read(name, maxDistribution)
				if out := installertest.Tool(t, "7z", "e", "-so", "-txar", path, name); err != nil || string(b) != string(out) {
					t.Errorf("%s: %s is read otherwise, %v", path, name, err)
				}
			}
		}
	}
}

func TestPlistutilReadsTheSameList(t *testing.T) {
	for _, path := range installertest.Packages(t, "ipa", sample.IPA(installertest.IPA(t))) {
		p, err := openIPA(installertest.OpenFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		b, err := p.part(sourceInfo, MaxPlist)
		if err != nil {
			t.Fatal(err)
		}
		again, err := readPlist(installertest.Tool(t, "plistutil", "-i", installertest.Written(t, "Info.plist", b), "-f", "xml"), MaxPlist)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(again, p.info); diff != "" || len(again) < 5 {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

func TestOpensslReadsTheSameProfile(t *testing.T) {
	for _, path := range installertest.Packages(t, "ipa", sample.IPA(installertest.IPA(t))) {
		p, err := openIPA(installertest.OpenFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		b, err := p.part(ProfilePath, maxProfile)
		if err != nil {
			t.Fatal(err)
		}
		profile, err := ReadProfile(b)
		if err != nil {
			t.Fatal(path, err)
		}
		out := installertest.Tool(t, "openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", installertest.Written(t, "profile", b))
		if string(out) != string(profile.message.Content) || !profile.Signer().Verified {
			t.Errorf("%s: the profile is read otherwise", path)
		}
	}
}

func TestOpensslVerifiesTheSameArchive(t *testing.T) {
	o := installertest.PKG()
	o.Signer = sample.NewInstallerSigner("Example", "ABCDE12345")
	for _, path := range installertest.Packages(t, "pkg", sample.PKG(o)) {
		x, err := openXAR(installertest.OpenFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		if x.signed.Size == 0 {
			continue
		}
		part := func(name string, r xarRange) string {
			b, err := x.src.Section(x.heap+r.Offset, r.Size)
			if err != nil {
				t.Fatal(err)
			}
			return installertest.Written(t, name, b)
		}
		certificate := installertest.Written(t, "certificate", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: x.signer().Raw}))
		installertest.Tool(t, "openssl", "pkeyutl", "-verify", "-certin", "-inkey", certificate, "-pkeyopt", "digest:sha1",
			"-sigfile", part("signature", x.signed.xarRange), "-in", part("sum", x.checksum))
	}
}

// A signature of another kind is one, but not the one that managed packages need.
func TestPKGSignedForSomethingElse(t *testing.T) {
	p, err := ReadProfile(installertest.ZipPart(t, sample.IPA(installertest.IPA(t)), "Payload/"+installertest.IPA(t).Name+".app/"+ProfilePath))
	if err != nil {
		t.Fatal(err)
	}
	x := &xar{src: input.New(nil, strings.NewReader(""), 0)}
	x.signed.Certificates = []string{base64.StdEncoding.EncodeToString(p.message.Certificates[0].Raw)}
	var r facts.Report
	describeXARSigner(&r, x)
	if r.Fact(models.FactDeveloperID) != "false" || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "notDeveloperID") {
		t.Errorf("%+v", r)
	}
}
