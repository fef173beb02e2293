package installer

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/sign"
)

func TestInspectMSIX(t *testing.T) {
	r := mustInspect(t, sample.MSIX(installertest.MSIX(t)))
	got := values(r)
	delete(got, models.FactSignerSHA256)
	want := map[models.Fact]string{
		models.FactName: "Büro & <Notes>", models.FactPublisher: "Müller & Söhne", models.FactVersion: "1.2.3.4",
		models.FactIdentityName: "Example.Notes", models.FactIdentity: "CN=Example", models.FactPublisherHash: "s2ne61n4j7kre",
		models.FactArchitectures: "x64", models.FactIsBundle: "false", models.FactMinimumOS: "10.0.19041.0", models.FactSigner: "CN=Example",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r.Format != facts.FormatMSIX || schemesOf(r) != sign.SchemeAuthenticode || len(r.Warnings) != 0 {
		t.Errorf("format %s, signers %+v, warnings %v", r.Format, r.Signers, r.Warnings)
	}
	if r.Icon == nil || !bytes.Equal(r.Icon.Data, installertest.PNG(t, 50, 50)) {
		t.Errorf("icon %+v", r.Icon)
	}
}

func TestInspectMSIXBundle(t *testing.T) {
	arm, intel, german := installertest.MSIX(t), installertest.MSIX(t), installertest.MSIX(t)
	arm.Architecture, arm.DisplayName = "arm64", "Not this name"
	german.Architecture, german.ResourceID = "", "split.language-de"
	arm.Signer, intel.Signer, german.Signer = nil, nil, nil
	r := mustInspect(t, sample.MSIXBundle(sample.MSIXBundleOptions{
		Version: "2026.1.2.3", Packages: []sample.MSIXOptions{arm, german, intel}, Signer: sample.NewSigner("Example"),
	}))
	for fact, want := range map[models.Fact]string{
		models.FactName: "Büro & <Notes>", models.FactVersion: "2026.1.2.3", models.FactArchitectures: "arm64, x64",
		models.FactIsBundle: "true", models.FactMinimumOS: "10.0.19041.0", models.FactSigner: "CN=Example",
	} {
		if got := r.Fact(fact); got != want {
			t.Errorf("%s is %q, want %q", fact, got, want)
		}
	}
	var found []string
	for _, c := range r.Components {
		found = append(found, strings.Join([]string{c.Kind, c.ID, c.Name, c.Version, c.Architectures, c.Path}, "|"))
	}
	want := []string{
		"package|Example.Notes||1.2.3.4|x64|package-2.msix", "package|Example.Notes||1.2.3.4|arm64|package-0.msix",
		"package|Example.Notes|split.language-de|1.2.3.4||package-1.msix",
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
	if !r.Components[0].Guess || r.Components[1].Guess || r.Icon == nil || len(r.Warnings) != 0 {
		t.Errorf("components %+v, icon %v, warnings %v", r.Components, r.Icon != nil, r.Warnings)
	}
}

// A name that the package looks up by the device's language is asked for.
func TestNamesInResources(t *testing.T) {
	o := installertest.MSIX(t)
	o.DisplayName, o.PublisherDisplayName = "ms-resource:AppName", "ms-resource:Publisher"
	r := mustInspect(t, sample.MSIX(o))
	if r.Fact(models.FactName) != "" || r.Fact(models.FactPublisher) != "" || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "noName") {
		t.Errorf("facts %v, warnings %v", r.Facts, r.Warnings)
	}
}

// A signature holds only when nothing was changed, and when the signer is the publisher of the package.
func TestSignatureOfMSIX(t *testing.T) {
	o := installertest.MSIX(t)
	whole := sample.MSIX(o)
	other := o
	other.Publisher = "CN=Somebody Else"
	unsigned := o
	unsigned.Signer = nil
	for name, c := range map[string]struct {
		file []byte
		want string
		note string
	}{
		"as signed":             {whole, "Authenticode", "authorityUntrusted"},
		"another publisher":     {sample.MSIX(other), "!Authenticode", "publisherMismatch"},
		"content changed":       {installertest.Flip(whole, bytes.Index(whole, []byte("content.bin"))+1000), "!Authenticode", "packageChanged"},
		"manifest changed":      {installertest.Replace(t, whole, "10.0.19041.0", "10.0.10240.0"), "!Authenticode", "packageChanged"},
		"block map changed":     {installertest.Replace(t, whole, "LfhSize", "LfhSise"), "!Authenticode", "packageChanged"},
		"content types changed": {installertest.Replace(t, whole, "image/png", "image/jpg"), "!Authenticode", "packageChanged"},
		"directory changed":     {installertest.Flip(whole, bytes.LastIndex(whole, []byte("PK\x01\x02"))-3), "!Authenticode", "packageChanged"},
		"signature changed":     {installertest.Replace(t, whole, "PKCX", "PKCY"), "!Authenticode", "signatureDamaged"},
		"unsigned":              {sample.MSIX(unsigned), "", ""},
	} {
		r, err := inspectBytes(t, c.file)
		installertest.InWords(t, name, err)
		if got := schemesOf(r); got != c.want || len(r.Signers) == 1 && !strings.Contains(r.Signers[0].Note.String(), c.note) {
			t.Errorf("%s: %s %+v, want %s, %q", name, got, r.Signers, c.want, c.note)
		}
		if intact := c.want == "Authenticode"; intact != (r.Fact(models.FactSigner) != "") {
			t.Errorf("%s: signer %q", name, r.Fact(models.FactSigner))
		}
	}
}

// Without a signature the block map still shows damage.
func TestBlocksOfUnsignedMSIX(t *testing.T) {
	o := installertest.MSIX(t)
	o.Signer = nil
	whole := sample.MSIX(o)
	bad := installertest.Flip(whole, bytes.Index(whole, []byte("content.bin"))+1000)
	for _, c := range []struct {
		file []byte
		want int
	}{{whole, 0}, {bad, 1}} {
		r := mustInspect(t, c.file)
		found := 0
		for _, w := range r.Warnings {
			if strings.Contains(w.String(), "digestsMismatch") {
				found++
			}
		}
		if found != c.want {
			t.Errorf("warnings %v, want %d about the block map", r.Warnings, c.want)
		}
	}
}

// repacked is a package with its files compressed, renamed or left out.
func repacked(t *testing.T, b []byte, rename func(name string) string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return installertest.Zip(t, func(z *zip.Writer) error {
		var failed error
		for _, f := range from.File {
			name := rename(f.Name)
			if name == "" {
				continue
			}
			r, err1 := f.Open()
			w, err2 := z.Create(name)
			if failed = errors.Join(failed, err1, err2); failed == nil {
				var content bytes.Buffer
				_, err1 = content.ReadFrom(r)
				_, err2 = w.Write(content.Bytes())
				failed = errors.Join(err1, err2)
			}
		}
		return failed
	})
}

// Windows compares names without case, and escapes characters in them; most files are compressed.
func TestRepackedMSIX(t *testing.T) {
	o := installertest.MSIX(t)
	o.Signer = nil
	whole := sample.MSIX(o)
	for name, c := range map[string]struct {
		rename func(string) string
		want   string
	}{
		"other case":      {strings.ToUpper, ""},
		"escaped":         {func(name string) string { return strings.ReplaceAll(name, "o", "%6F") }, ""},
		"a file left out": {func(name string) string { return strings.TrimPrefix(name, "content.bin") }, "digestsMismatch"},
		"a file renamed":  {func(name string) string { return strings.ReplaceAll(name, "content.bin", "Content2.bin") }, "digestsMismatch"},
		"no block map":    {func(name string) string { return strings.TrimPrefix(name, "AppxBlockMap.xml") }, "noBlockMap"},
		"two of a name":   {func(name string) string { return strings.ReplaceAll(name, "content.bin", "APPXMANIFEST.XML") }, "duplicateFile"},
	} {
		r, err := inspectBytes(t, repacked(t, whole, c.rename))
		installertest.InWords(t, name, err)
		said := strings.Builder{}
		for _, w := range r.Warnings {
			said.WriteString(w.String())
		}
		if err != nil {
			said.WriteString(err.Error())
		}
		if c.want == "" && (strings.Contains(said.String(), "digests") || r.Icon == nil || r.Fact(models.FactName) != o.DisplayName) || !strings.Contains(said.String(), c.want) {
			t.Errorf("%s: %s, want %q; facts %v", name, said.String(), c.want, r.Facts)
		}
	}
}
