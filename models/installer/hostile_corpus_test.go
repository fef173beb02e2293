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
	"apk-made/arsc-entrycount-huge.apk":  readAs("a.b.c", "otSigned"),
	"apk-made/axml-attrcount-65535.apk":  refused("partUnreadable(AndroidManifest.xml"),
	"apk-made/axml-outer-size-wrong.apk": readAs("a.b.c", "noName", "otSigned"),
	"apk-made/axml-stringcount-huge.apk": refused("notAndroidApp"),

	"apk/androguard-Invalid.apk":                       readAs("re.androguard.android.invalid", "debuggable"),
	"apk/androguard-nomanifest-multidex.apk":           refused("plainArchive"),
	"apk/apksig-v1-only-empty.apk":                     refused("plainArchive"),
	"apk/apksig-v1-only-max-sized-eocd-comment.apk":    readAs("android.appsecurity.cts.tinyapp"),
	"apk/apksig-v2-only-wrong-apk-sig-block-magic.apk": readAs("android.appsecurity.cts.tinyapp", "otSigned"),
	"apk/apksig-weird-compression-method.apk":          readAs("android.appsecurity.cts.tinyapp"),
	"apk/issue-1128-poc1.apk":                          readAs("android.appsecurity.cts.tinyapp"),
	"apk/janus.apk":                                    refused("codeAndPackage"),

	"appx/ContainsNoPayload.appxbundle":                        readAs("Test", "bundleWithoutApp", "otSigned"),
	"appx/Duplicate_file_in_blockmap.appx":                     refused("partUnreadable(AppxBlockMap.xml"),
	"appx/Empty.appx":                                          refused("notInstaller"),
	"appx/InvalidSignatureBadCodeIntegrity.appx":               readAs("Microsoft.Help", "signatureMismatch", "packageChanged"),
	"appx/Invalid_Bad_Block.msix":                              refused("partUnreadable(AppxManifest.xml"),
	"appx/ManifestIsMissing.appxbundle":                        refused("plainArchive"),
	"appx/ManifestPackageHasIncorrectSize.appxbundle":          refused("bundlePartDamaged"),
	"appx/ManifestPackageHasInvalidOffset.appxbundle":          refused("bundlePartDamaged"),
	"appx/No_blockmap.appx":                                    refused("noBlockMap"),
	"appx/OPC_E_ZIP_CORRUPTED_ARCHIVE.appx":                    refused("partUnreadable(zip directory"),
	"appx/PayloadPackageIsNotAppxPackage.appxbundle":           refused("packageIncomplete"),
	"appx/SignedMismatchedPublisherName-ERROR_BAD_FORMAT.appx": readAs("google.ietoolbar", "signatureMismatch", "publisherMismatch"),
	"appx/SignedTamperedBlockMap-TRUST_E_BAD_DIGEST.appx":      readAs("google.ietoolbar", "signatureMismatch", "packageChanged"),
	"appx/SignedUntrustedCert-CERT_E_CHAINING.appx":            readAs("AppxPackaging.Signing.UnitTests.Data"),

	"bitflip/flip64.apk":        refused("notAndroidApp"),
	"bitflip/flip64.msi":        readAs("", "noProductCode", "otSigned"),
	"bitflip/flip64.msixbundle": refused("partUnreadable(AppxMetadata/AppxBundleManifest.xml"),
	"bitflip/flip64.pkg":        refused("partUnreadable(Table of contents"),

	"dmg-made/apfs-fuzz-1.dmg":        refused("imageWithoutVolume"),
	"dmg-made/apfs-fuzz-3.dmg":        refused("partUnreadable(disk image"),
	"dmg-made/apfs-fuzz-5.dmg":        refused("partUnreadable(disk image"),
	"dmg-made/apfs-fuzz-7.dmg":        refused("partUnreadable(disk image"),
	"dmg-made/bzip2-bomb.dmg":         refused("partUnreadable(disk image"),
	"dmg-made/chunk-sectors-huge.dmg": refused("partUnreadable(disk image"),
	"dmg-made/hfs-blocksize-0.dmg":    refused("partUnreadable(disk image"),
	"dmg-made/hfs-numrecs-65535.dmg":  refused("partUnreadable(disk image"),
	"dmg-made/lzvn-garbage.dmg":       refused("partUnreadable(disk image"),
	"dmg-made/overlapping-chunks.dmg": refused("partUnreadable(disk image"),
	"dmg-made/plist-entity-bomb.dmg":  refused("partUnreadable(disk image"),
	"dmg-made/xml-length-huge.dmg":    refused("partUnreadable(disk image"),
	"dmg-made/zero-chunk-8EiB.dmg":    refused("imageWithoutVolume"),

	"icon/png-60000x60000.ipa": readAs("a.b", "noProfile", "otSigned"),
	"icon/svg-script.apk":      readAs("a.b.c", "noName", "otSigned"),

	"intunewin/content-missing.intunewin":     refused("setupOutside("),
	"intunewin/entity-bomb.intunewin":         refused("partUnreadable(Detection.xml"),
	"intunewin/inner-zip-traversal.intunewin": refused("archivePathInvalid("),
	"intunewin/key-short.intunewin":           refused("contentKeyLength(EncryptionKey"),
	"intunewin/mac-wrong.intunewin":           refused("setupOutside("),
	"intunewin/size-1e18.intunewin":           refused("setupOutside("),
	"intunewin/size-lies.intunewin":           refused("contentLengthWrong"),

	"ipa/SatanWoo-23-byte-test.ipa":                   refused("notInstaller"),
	"ipa/fastlane-payload-not-at-root-iOSAppOnly.ipa": refused("plainArchive"),
	"ipa/no-app-bundle.ipa":                           refused("plainArchive"),

	"ole/dir-tree-cycle2.msi":  refused("partUnreadable(directory"),
	"ole/fat-cycle-stream.msi": refused("partUnreadable(directory"),
	"ole/minifat-cycle.msi":    refused("partUnreadable(directory"),
	"ole/msi-fatbytes-0.msi":   readAs("{01D48E5F-8885-47C2-8D89-793CFC9DE165}", "otSigned"),
	"ole/msi-fatbytes-2.msi":   readAs("{01D48E5F-8885-47C2-8D89-793CFC9DE165}", "otSigned"),
	"ole/sector-shift-28.msi":  refused("partUnreadable(directory"),
	"ole/stream-size-huge.msi": refused("partUnreadable(directory"),

	"pkg-made/cpio-namesize-huge.pkg":       readAs("a.b", "filesUnread", "noName", "otSigned", "checksumsMismatch"),
	"pkg-made/distribution-entity-bomb.pkg": refused("partUnreadable(Distribution"),
	"pkg-made/header-size-0.pkg":            refused("partUnreadable(Table of contents"),
	"pkg-made/offset-negative.pkg":          refused("partUnreadable(Table of contents"),
	"pkg-made/payload-gzip-bomb-1GiB.pkg":   readAs("a.b", "filesUnread", "noName", "otSigned", "checksumsMismatch"),
	"pkg-made/pbzx-xz-dict-4GiB.pkg":        readAs("a.b", "filesUnread", "noName", "otSigned", "checksumsMismatch"),
	"pkg-made/signature-size-negative.pkg":  refused("partUnreadable(Table of contents"),
	"pkg-made/toc-nested-100k.pkg":          refused("partUnreadable(Table of contents"),
	"pkg-made/toc-ulen-huge.pkg":            refused("partUnreadable(Table of contents"),

	"plist/bplist-billion-laughs.ipa":       refused("partUnreadable(Info.plist"),
	"plist/bplist-trailer-lies.ipa":         refused("partUnreadable(Info.plist"),
	"plist/plist-wrong-types.ipa":           refused("partUnreadable(Info.plist"),
	"plist/profile-ber-indefinite-deep.ipa": readAs("a.b", "profileUnreadable", "otSigned", "profileTampered", "signatureDamaged"),
	"plist/xml-entity-bomb.ipa":             refused("partUnreadable(Info.plist"),

	"random/magic+random.appx":      refused("packageIncomplete"),
	"random/magic+random.dmg":       refused("notInstaller"),
	"random/magic+random.intunewin": refused("packageIncomplete"),
	"random/magic+random.ipa":       refused("packageIncomplete"),
	"random/random64k.apk":          refused("notInstaller"),
	"random/random64k.msi":          refused("notInstaller"),
	"random/random64k.msixbundle":   refused("notInstaller"),
	"random/random64k.pkg":          refused("notInstaller"),

	"tampered/tampered-signed.msi": readAs("{6C1E2B0A-1111-4A22-9B33-0123456789B0}", "signatureMismatch", "packageChanged"),

	"truncated/empty.appx":         refused("nothingInside"),
	"truncated/empty.dmg":          refused("nothingInside"),
	"truncated/empty.intunewin":    refused("nothingInside"),
	"truncated/empty.ipa":          refused("nothingInside"),
	"truncated/first64.apk":        refused("packageIncomplete"),
	"truncated/first64.msi":        refused("partUnreadable(directory"),
	"truncated/first64.msixbundle": refused("packageIncomplete"),
	"truncated/first64.pkg":        refused("packageIncomplete"),
	"truncated/half.apk":           refused("packageIncomplete"),
	"truncated/half.msi":           refused("partUnreadable(Summary information"),
	"truncated/half.msixbundle":    refused("partUnreadable(zip directory"),
	"truncated/half.pkg":           refused("partUnreadable(Table of contents"),
	"truncated/minus1.appx":        refused("packageIncomplete"),
	"truncated/minus1.dmg":         refused("notInstaller"),
	"truncated/minus1.intunewin":   refused("packageIncomplete"),
	"truncated/minus1.ipa":         refused("packageIncomplete"),

	"wrongext/html.apk":                    refused("notInstaller"),
	"wrongext/really-apk.ipa":              readAs("com.politedroid"),
	"wrongext/really-msi.appx":             readAs("{01D48E5F-8885-47C2-8D89-793CFC9DE165}", "otSigned"),
	"wrongext/really-msixbundle.intunewin": readAs("FakeInstallerForTesting", "otSigned"),
	"wrongext/really-pkg.dmg":              readAs("com.sas.dummy", "otSigned"),
	"wrongext/text.msi":                    refused("notInstaller"),

	"xml/deep-1M.msix":         refused("partUnreadable(AppxManifest.xml"),
	"xml/external-entity.msix": refused("partUnreadable(AppxManifest.xml"),
	"xml/huge-text-300MB.msix": refused("partTooLarge(AppxManifest.xml"),
	"xml/script-in-name.msix":  refused("noBlockMap"),

	"zip/bomb-manifest-1GiB.apk":        refused("partTooLarge(AndroidManifest.xml"),
	"zip/cd-offset-huge.msix":           refused("partUnreadable(zip directory"),
	"zip/claims-4GiB-has-10.appx":       refused("noIdentity"),
	"zip/encrypted-flag.apk":            refused("ncrypted"),
	"zip/local-central-name-differ.apk": readAs("com.politedroid", "noName", "otSigned"),
	"zip/long-names.apk":                readAs("com.politedroid", "noName", "otSigned"),
	"zip/symlink-plist.ipa":             refused("partUnreadable(Info.plist"),
	"zip/two-apps.ipa":                  refused("severalApps"),
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
