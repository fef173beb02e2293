package installer

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/installertest"
)

// fate is how reading a hostile package ends: it is refused with a sentence, or read with warnings and notes about its
// signatures. Parts of the sentences stand here.
type fate struct {
	refused string
	id      string // bundle, package or product that it says it is
	said    []string
}

func refused(sentence string) fate { return fate{refused: sentence} }

func readAs(id string, said ...string) fate { return fate{id: id, said: said} }

// fates tells of every hostile package of the corpus how reading it ends.
var fates = map[string]fate{
	"apk-made/arsc-entrycount-huge.apk":  readAs("a.b.c", "not signed"),
	"apk-made/axml-attrcount-65535.apk":  refused("AndroidManifest.xml cannot be read"),
	"apk-made/axml-outer-size-wrong.apk": readAs("a.b.c", "no name", "not signed"),
	"apk-made/axml-stringcount-huge.apk": refused("is no app"),

	"apk/androguard-Invalid.apk":                       readAs("re.androguard.android.invalid", "is debuggable"),
	"apk/androguard-nomanifest-multidex.apk":           refused("a zip archive, but not an app package"),
	"apk/apksig-v1-only-empty.apk":                     refused("a zip archive, but not an app package"),
	"apk/apksig-v1-only-max-sized-eocd-comment.apk":    readAs("android.appsecurity.cts.tinyapp"),
	"apk/apksig-v2-only-wrong-apk-sig-block-magic.apk": readAs("android.appsecurity.cts.tinyapp", "not signed"),
	"apk/apksig-weird-compression-method.apk":          readAs("android.appsecurity.cts.tinyapp"),
	"apk/issue-1128-poc1.apk":                          readAs("android.appsecurity.cts.tinyapp"),
	"apk/janus.apk":                                    refused("pretends to be two things"),

	"appx/ContainsNoPayload.appxbundle":                        readAs("Test", "holds no app", "not signed"),
	"appx/Duplicate_file_in_blockmap.appx":                     refused("AppxBlockMap.xml cannot be read"),
	"appx/Empty.appx":                                          refused("not an installer package"),
	"appx/InvalidSignatureBadCodeIntegrity.appx":               readAs("Microsoft.Help", "does not fit the file", "changed after it was signed"),
	"appx/Invalid_Bad_Block.msix":                              refused("AppxManifest.xml cannot be read"),
	"appx/ManifestIsMissing.appxbundle":                        refused("a zip archive, but not an app package"),
	"appx/ManifestPackageHasIncorrectSize.appxbundle":          refused("The bundle is damaged"),
	"appx/ManifestPackageHasInvalidOffset.appxbundle":          refused("The bundle is damaged"),
	"appx/No_blockmap.appx":                                    refused("no AppxBlockMap.xml"),
	"appx/OPC_E_ZIP_CORRUPTED_ARCHIVE.appx":                    refused("zip directory cannot be read"),
	"appx/PayloadPackageIsNotAppxPackage.appxbundle":           refused("its end is missing"),
	"appx/SignedMismatchedPublisherName-ERROR_BAD_FORMAT.appx": readAs("google.ietoolbar", "does not fit the file", "somebody else has signed it"),
	"appx/SignedTamperedBlockMap-TRUST_E_BAD_DIGEST.appx":      readAs("google.ietoolbar", "does not fit the file", "changed after it was signed"),
	"appx/SignedUntrustedCert-CERT_E_CHAINING.appx":            readAs("AppxPackaging.Signing.UnitTests.Data"),

	"bitflip/flip64.apk":        refused("is no app"),
	"bitflip/flip64.msi":        readAs("", "does not tell its product code", "not signed"),
	"bitflip/flip64.msixbundle": refused("AppxMetadata/AppxBundleManifest.xml cannot be read"),
	"bitflip/flip64.pkg":        refused("Table of contents cannot be read"),

	"dmg-made/apfs-fuzz-1.dmg":        refused("holds no volume"),
	"dmg-made/apfs-fuzz-3.dmg":        refused("disk image cannot be read"),
	"dmg-made/apfs-fuzz-5.dmg":        refused("disk image cannot be read"),
	"dmg-made/apfs-fuzz-7.dmg":        refused("disk image cannot be read"),
	"dmg-made/bzip2-bomb.dmg":         refused("disk image cannot be read"),
	"dmg-made/chunk-sectors-huge.dmg": refused("disk image cannot be read"),
	"dmg-made/hfs-blocksize-0.dmg":    refused("disk image cannot be read"),
	"dmg-made/hfs-numrecs-65535.dmg":  refused("disk image cannot be read"),
	"dmg-made/lzvn-garbage.dmg":       refused("disk image cannot be read"),
	"dmg-made/overlapping-chunks.dmg": refused("disk image cannot be read"),
	"dmg-made/plist-entity-bomb.dmg":  refused("disk image cannot be read"),
	"dmg-made/xml-length-huge.dmg":    refused("disk image cannot be read"),
	"dmg-made/zero-chunk-8EiB.dmg":    refused("holds no volume"),

	"icon/png-60000x60000.ipa": readAs("a.b", "no provisioning profile", "not signed"),
	"icon/svg-script.apk":      readAs("a.b.c", "no name", "not signed"),

	"intunewin/content-missing.intunewin":     refused("wants to start"),
	"intunewin/entity-bomb.intunewin":         refused("Detection.xml cannot be read"),
	"intunewin/inner-zip-traversal.intunewin": refused("leads out of the folder"),
	"intunewin/key-short.intunewin":           refused("EncryptionKey in Detection.xml is not of the right length"),
	"intunewin/mac-wrong.intunewin":           refused("wants to start"),
	"intunewin/size-1e18.intunewin":           refused("wants to start"),
	"intunewin/size-lies.intunewin":           refused("not as long as Detection.xml says"),

	"ipa/SatanWoo-23-byte-test.ipa":                   refused("not an installer package"),
	"ipa/fastlane-payload-not-at-root-iOSAppOnly.ipa": refused("a zip archive, but not an app package"),
	"ipa/no-app-bundle.ipa":                           refused("a zip archive, but not an app package"),

	"ole/dir-tree-cycle2.msi":  refused("directory cannot be read"),
	"ole/fat-cycle-stream.msi": refused("directory cannot be read"),
	"ole/minifat-cycle.msi":    refused("directory cannot be read"),
	"ole/msi-fatbytes-0.msi":   readAs("{01D48E5F-8885-47C2-8D89-793CFC9DE165}", "not signed"),
	"ole/msi-fatbytes-2.msi":   readAs("{01D48E5F-8885-47C2-8D89-793CFC9DE165}", "not signed"),
	"ole/sector-shift-28.msi":  refused("directory cannot be read"),
	"ole/stream-size-huge.msi": refused("directory cannot be read"),

	"pkg-made/cpio-namesize-huge.pkg":       readAs("a.b", "could not all be read", "no name", "not signed", "some of its files"),
	"pkg-made/distribution-entity-bomb.pkg": refused("Distribution cannot be read"),
	"pkg-made/header-size-0.pkg":            refused("Table of contents cannot be read"),
	"pkg-made/offset-negative.pkg":          refused("Table of contents cannot be read"),
	"pkg-made/payload-gzip-bomb-1GiB.pkg":   readAs("a.b", "could not all be read", "no name", "not signed", "some of its files"),
	"pkg-made/pbzx-xz-dict-4GiB.pkg":        readAs("a.b", "could not all be read", "no name", "not signed", "some of its files"),
	"pkg-made/signature-size-negative.pkg":  refused("Table of contents cannot be read"),
	"pkg-made/toc-nested-100k.pkg":          refused("Table of contents cannot be read"),
	"pkg-made/toc-ulen-huge.pkg":            refused("Table of contents cannot be read"),

	"plist/bplist-billion-laughs.ipa":       refused("Info.plist cannot be read"),
	"plist/bplist-trailer-lies.ipa":         refused("Info.plist cannot be read"),
	"plist/plist-wrong-types.ipa":           refused("Info.plist cannot be read"),
	"plist/profile-ber-indefinite-deep.ipa": readAs("a.b", "profile cannot be read", "not signed", "profile was changed", "signature is damaged"),
	"plist/xml-entity-bomb.ipa":             refused("Info.plist cannot be read"),

	"random/magic+random.appx":      refused("its end is missing"),
	"random/magic+random.dmg":       refused("not an installer package"),
	"random/magic+random.intunewin": refused("its end is missing"),
	"random/magic+random.ipa":       refused("its end is missing"),
	"random/random64k.apk":          refused("not an installer package"),
	"random/random64k.msi":          refused("not an installer package"),
	"random/random64k.msixbundle":   refused("not an installer package"),
	"random/random64k.pkg":          refused("not an installer package"),

	"tampered/tampered-signed.msi": readAs("{6C1E2B0A-1111-4A22-9B33-0123456789B0}", "does not fit the file", "changed after it was signed"),

	"truncated/empty.appx":         refused("is empty"),
	"truncated/empty.dmg":          refused("is empty"),
	"truncated/empty.intunewin":    refused("is empty"),
	"truncated/empty.ipa":          refused("is empty"),
	"truncated/first64.apk":        refused("its end is missing"),
	"truncated/first64.msi":        refused("directory cannot be read"),
	"truncated/first64.msixbundle": refused("its end is missing"),
	"truncated/first64.pkg":        refused("its end is missing"),
	"truncated/half.apk":           refused("its end is missing"),
	"truncated/half.msi":           refused("Summary information cannot be read"),
	"truncated/half.msixbundle":    refused("zip directory cannot be read"),
	"truncated/half.pkg":           refused("Table of contents cannot be read"),
	"truncated/minus1.appx":        refused("its end is missing"),
	"truncated/minus1.dmg":         refused("not an installer package"),
	"truncated/minus1.intunewin":   refused("its end is missing"),
	"truncated/minus1.ipa":         refused("its end is missing"),

	"wrongext/html.apk":                    refused("not an installer package"),
	"wrongext/really-apk.ipa":              readAs("com.politedroid"),
	"wrongext/really-msi.appx":             readAs("{01D48E5F-8885-47C2-8D89-793CFC9DE165}", "not signed"),
	"wrongext/really-msixbundle.intunewin": readAs("FakeInstallerForTesting", "not signed"),
	"wrongext/really-pkg.dmg":              readAs("com.sas.dummy", "not signed"),
	"wrongext/text.msi":                    refused("not an installer package"),

	"xml/deep-1M.msix":         refused("AppxManifest.xml cannot be read"),
	"xml/external-entity.msix": refused("AppxManifest.xml cannot be read"),
	"xml/huge-text-300MB.msix": refused("AppxManifest.xml is larger than"),
	"xml/script-in-name.msix":  refused("no AppxBlockMap.xml"),

	"zip/bomb-manifest-1GiB.apk":        refused("AndroidManifest.xml is larger than"),
	"zip/cd-offset-huge.msix":           refused("zip directory cannot be read"),
	"zip/claims-4GiB-has-10.appx":       refused("no identity"),
	"zip/encrypted-flag.apk":            refused("is encrypted"),
	"zip/local-central-name-differ.apk": readAs("com.politedroid", "no name", "not signed"),
	"zip/long-names.apk":                readAs("com.politedroid", "no name", "not signed"),
	"zip/symlink-plist.ipa":             refused("Info.plist cannot be read"),
	"zip/two-apps.ipa":                  refused("more than one app"),
}

// The corpus says of these that their metadata can be shown. They are refused, because no device installs them.
var refusedAsWell = map[string]string{
	"appx/Duplicate_file_in_blockmap.appx":            "Windows refuses a block map that lists a file twice",
	"appx/ManifestPackageHasIncorrectSize.appxbundle": "Windows reads packages where the manifest says, and finds no package there",
	"appx/ManifestPackageHasInvalidOffset.appxbundle": "Windows reads packages where the manifest says, and finds no package there",
	"appx/PayloadPackageIsNotAppxPackage.appxbundle":  "the app in it is no package",
	"intunewin/inner-zip-traversal.intunewin":         "the device would have to refuse to unpack it",
	"xml/script-in-name.msix":                         "it has no block map, without which Windows installs nothing",
}

// Every hostile package is refused or read as its row says. That none takes much time or memory is TestPeak's.
func TestHostileCorpus(t *testing.T) {
	dir := filepath.Join(installertest.Corpus(t), "hostile")
	rules := map[string]string{}
	for _, l := range corpusLines(t) {
		if name, hostile := strings.CutPrefix(l.file, "hostile/"); hostile {
			rules[name] = l.behavior
		}
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		t.Run(name, func(t *testing.T) {
			want, ok := fates[name]
			if !ok {
				t.Fatal("no row tells whether this is refused; the corpus says: " + rules[name])
			}
			want.agree(t, name, rules[name])
			r, err := inspectFile(t, path)
			installertest.InWords(t, name, err)
			want.compare(t, r, err)
			want.signature(t, rules[name], r)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// agree compares with what the corpus asks for: "error", "error or metadata", "package a.b.c".
func (f fate) agree(t *testing.T, name, rule string) {
	t.Helper()
	either := strings.Contains(rule, " or ")
	switch what, id, _ := strings.Cut(rule, " "); {
	case strings.HasPrefix(what, "error") && !either && f.refused == "":
		t.Errorf("the corpus asks for %q, and this is read", rule)
	case what == "package" || what == "id" || what == "identifier":
		id, _, _ = strings.Cut(strings.ReplaceAll(id, ",", ";"), ";")
		if f.id != id && !(f.refused != "" && either) {
			t.Errorf("the corpus asks for %q, and this is %q", rule, f.id)
		}
	case strings.Contains(rule, "metadata") && !either && !strings.Contains(rule, "may be") && f.refused != "" && refusedAsWell[name] == "":
		t.Errorf("the corpus asks for %q, and this is refused", rule)
	}
}

// compare compares what is said, each sentence in its place.
func (f fate) compare(t *testing.T, r inspected, err error) {
	t.Helper()
	if f.refused != "" {
		if err == nil || !strings.Contains(err.Error(), f.refused) {
			t.Errorf("error %v, want %q", err, f.refused)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, w := range r.Warnings {
		said = append(said, w.String())
	}
	for _, s := range r.Signers {
		if !s.Verified {
			said = append(said, s.Note.String())
		}
	}
	if len(said) != len(f.said) {
		t.Fatalf("said %q, want %q", said, f.said)
	}
	for i, part := range f.said {
		if !strings.Contains(said[i], part) {
			t.Errorf("said %q, want %q", said[i], part)
		}
	}
	if got := identityOf(r); got != f.id {
		t.Errorf("this is %q, want %q", got, f.id)
	}
}

// signature compares with what the corpus says of the signature and the icon.
func (f fate) signature(t *testing.T, rule string, r inspected) {
	t.Helper()
	signer := r.Fact(models.FactSigner)
	if broken := strings.Contains(rule, "does NOT verify") || strings.Contains(rule, "reported as NOT valid"); broken && signer != "" {
		t.Errorf("signed by %s, but the corpus says %q", signer, rule)
	}
	if holds := strings.HasSuffix(rule, ": verifies") || strings.Contains(rule, "signature intact"); holds && f.refused == "" && signer == "" {
		t.Errorf("no signer, but the corpus says %q", rule)
	}
	if f.id == "a.b" && r.Icon != nil {
		t.Error("an icon was taken")
	}
}

// identityOf is what devices know a package by.
func identityOf(r inspected) string {
	for _, f := range []models.Fact{models.FactBundleID, models.FactPackageID, models.FactIdentityName, models.FactProductCode} {
		if id := r.Fact(f); id != "" {
			return id
		}
	}
	return ""
}
