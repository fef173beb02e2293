package installer

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// tool runs another program; the test is skipped when it is missing, except in CI.
func tool(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", program)
		}
		t.Skipf("%s is not installed, so what it reads is not compared", program)
	}
	var said bytes.Buffer
	c := exec.Command(program, args...)
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, args, err, out, &said)
	}
	return out
}

// written puts bytes into a file for another program.
func written(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// packages are the sample and those of the corpus, if it is there, by where they lie.
func packages(t *testing.T, ending string, made []byte) []string {
	t.Helper()
	dir, _ := corpusFolder(t)
	found, err := filepath.Glob(filepath.Join(dir, ending, "*."+ending))
	if err != nil {
		t.Fatal(err)
	}
	return append(found, written(t, "sample."+ending, made))
}

func openFile(t *testing.T, path string) *source {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return newSource(nil, f, info.Size())
}

func Test7zReadsTheSameArchive(t *testing.T) {
	for _, path := range packages(t, "pkg", sample.PKG(samplePKG())) {
		x, err := openXAR(openFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		var want, got []string
		name := ""
		for line := range strings.Lines(string(tool(t, "7z", "l", "-slt", "-txar", path))) {
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
				if out := tool(t, "7z", "e", "-so", "-txar", path, name); err != nil || string(b) != string(out) {
					t.Errorf("%s: %s is read otherwise, %v", path, name, err)
				}
			}
		}
	}
}

func TestPlistutilReadsTheSameList(t *testing.T) {
	for _, path := range packages(t, "ipa", sample.IPA(sampleIPA(t))) {
		p, err := openIPA(openFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		b, err := p.part(sourceInfo, maxPlist)
		if err != nil {
			t.Fatal(err)
		}
		again, err := readPlist(tool(t, "plistutil", "-i", written(t, "Info.plist", b), "-f", "xml"), maxPlist)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(again, p.info); diff != "" || len(again) < 5 {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

func TestOpensslReadsTheSameProfile(t *testing.T) {
	for _, path := range packages(t, "ipa", sample.IPA(sampleIPA(t))) {
		p, err := openIPA(openFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		b, err := p.part(profilePath, maxProfile)
		if err != nil {
			t.Fatal(err)
		}
		profile, err := readProfile(b)
		if err != nil {
			t.Fatal(path, err)
		}
		out := tool(t, "openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", written(t, "profile", b))
		if string(out) != string(profile.message.Content) || !profile.signer().Verified {
			t.Errorf("%s: the profile is read otherwise", path)
		}
	}
}

func TestOpensslVerifiesTheSameArchive(t *testing.T) {
	o := samplePKG()
	o.Signer = sample.NewInstallerSigner("Example", "ABCDE12345")
	for _, path := range packages(t, "pkg", sample.PKG(o)) {
		x, err := openXAR(openFile(t, path))
		if err != nil {
			t.Fatal(path, err)
		}
		if x.signed.Size == 0 {
			continue
		}
		part := func(name string, r xarRange) string {
			b, err := x.src.section(x.heap+r.Offset, r.Size)
			if err != nil {
				t.Fatal(err)
			}
			return written(t, name, b)
		}
		certificate := written(t, "certificate", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: x.signer().Raw}))
		tool(t, "openssl", "pkeyutl", "-verify", "-certin", "-inkey", certificate, "-pkeyopt", "digest:sha1",
			"-sigfile", part("signature", x.signed.xarRange), "-in", part("sum", x.checksum))
	}
}

// A signature of another kind is one, but not the one that managed packages need.
func TestPKGSignedForSomethingElse(t *testing.T) {
	p, err := readProfile(partOf(t, sample.IPA(sampleIPA(t)), "Payload/"+sampleIPA(t).Name+".app/"+profilePath))
	if err != nil {
		t.Fatal(err)
	}
	x := &xar{src: newSource(nil, strings.NewReader(""), 0)}
	x.signed.Certificates = []string{base64.StdEncoding.EncodeToString(p.message.Certificates[0].Raw)}
	var r Report
	describeXARSigner(&r, x)
	if r.Fact(models.FactDeveloperID) != "false" || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "Developer ID Installer") {
		t.Errorf("%+v", r)
	}
}
