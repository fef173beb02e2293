package installer

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/smallstep/pkcs7"

	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/msix"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/xmldoc"
)

func greedyPackages() map[string]func(testing.TB) []byte {
	all := maps.Clone(greedy)
	maps.Copy(all, greedyDocuments)
	return all
}

// much is a document of a length whose one part is repeated.
func much(begins, part, ends string, length int) string {
	return begins + strings.Repeat(part, (length-len(begins)-len(ends))/len(part)) + ends
}

// manifestWith is an app for Windows with something more in its manifest, up to the length of one.
func manifestWith(t testing.TB, begins, part, ends string) []byte {
	o := installertest.MSIX(t)
	whole := sample.MSIX(o)
	manifest, after, _ := strings.Cut(string(installertest.ZipPart(t, whole, "AppxManifest.xml")), "</Properties>")
	return installertest.Rezip(t, whole, "AppxManifest.xml", map[string]string{
		"AppxManifest.xml": much(manifest+begins, part, ends+"</Properties>"+after, input.MaxManifest),
	})
}

// mapWith is an app for Windows with a block map of 60 MB.
func mapWith(t testing.TB, begins, part, ends string) []byte {
	return installertest.Rezip(t, sample.MSIX(installertest.MSIX(t)), msix.BlockMapPath, map[string]string{
		msix.BlockMapPath: much(`<BlockMap HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">`+begins, part, ends+`</BlockMap>`, 60<<20),
	})
}

// listWith is a disk image with something more in its property list of 16 MiB.
func listWith(t testing.TB, before, begins, part, ends string) []byte {
	whole := sample.DMG(installertest.DMG(t))
	trailer, be := whole[len(whole)-512:], binary.BigEndian
	at := be.Uint64(trailer[216:])
	head, tail, _ := strings.Cut(string(whole[at:at+be.Uint64(trailer[224:])]), before)
	list := much(head+begins, part, ends+before+tail, 16<<20)
	be.PutUint64(trailer[224:], uint64(len(list)))
	return append([]byte(string(whole[:at])+list), trailer...)
}

// sectionsAPK is signed with scheme v1, by somebody who lists very many files.
func sectionsAPK(t testing.TB) []byte {
	var list strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&list, "Name: %d%s\r\nA: a\r\nB: b\r\nC: c\r\n\r\n", i, strings.Repeat("x", 200))
	}
	signed := "Signature-Version: 1.0\r\n\r\n" + list.String()
	by := sample.NewSigner("Example")
	certificate, err1 := x509.ParseCertificate(by.Certificate())
	key, err2 := x509.ParsePKCS8PrivateKey(by.PrivateKey())
	message, err3 := pkcs7.NewSignedData([]byte(signed))
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	err1 = message.AddSigner(certificate, key, pkcs7.SignerInfoConfig{})
	message.Detach()
	signature, err2 := message.Finish()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return installertest.Rezip(t, sample.APK(sample.APKOptions{PackageID: "a.b", MinSDK: 14}), "", map[string]string{
		"META-INF/MANIFEST.MF": "Manifest-Version: 1.0\r\n\r\n" + list.String(), "META-INF/A.SF": signed, "META-INF/A.RSA": string(signature),
	})
}

// greedyDocuments are packages whose documents are as large, as wide or as many as they may be.
var greedyDocuments = map[string]func(testing.TB) []byte{
	"sections.apk":    sectionsAPK,
	"attributes.msix": func(t testing.TB) []byte { return manifestWith(t, "<x", ` a=""`, "/>") },
	"attribute.msix":  func(t testing.TB) []byte { return manifestWith(t, `<x a="`, "a", `"/>`) },
	"comment.msix":    func(t testing.TB) []byte { return manifestWith(t, "<!--", "< ", "-->") },
	"pieces.msix":     func(t testing.TB) []byte { return manifestWith(t, "<x>", "a<!---->", "</x>") },
	"logos.msix":      func(t testing.TB) []byte { return manifestWith(t, "", "<Logo>%2e.png</Logo>", "") },
	"wide.msix": func(t testing.TB) []byte {
		o := installertest.MSIX(t)
		o.Wide, o.DisplayName = true, strings.Repeat("\u20ac", 4<<20-2000)
		return sample.MSIX(o)
	},
	"map-attributes.msix": func(t testing.TB) []byte { return mapWith(t, "<x", ` a=""`, "/>") },
	"map-comment.msix":    func(t testing.TB) []byte { return mapWith(t, "<!--", "a", "-->") },
	"map-name.msix":       func(t testing.TB) []byte { return mapWith(t, `<File Size="1" Name="`, "a", `"/>`) },
	"map-files.msix": func(t testing.TB) []byte {
		var files strings.Builder
		for i := range 1_500_000 {
			fmt.Fprintf(&files, `<File Name="%x" Size="1"/>`, i)
		}
		return mapWith(t, "", files.String(), "")
	},
	"folders.msixbundle": func(t testing.TB) []byte {
		return installertest.Rezip(t, sample.Example(".msixbundle"), "", manyFiles(200_000, 40))
	},
	"bundles.pkg": func(testing.TB) []byte {
		o := installertest.PKG()
		o.Files = map[string]string{"more.pkg/PackageInfo": much(`<pkg-info identifier="a.b" version="1">`, `<bundle id="a"/>`, `</pkg-info>`, 3<<20)}
		return sample.PKG(o)
	},
	"attributes.pkg": func(testing.TB) []byte {
		return installertest.XAR([]byte(much("<xar><toc>", "<x"+strings.Repeat(` a=""`, xmldoc.MaxRun/5-10)+"/>", "</toc></xar>", 16<<20)))
	},
	"paths.pkg": func(testing.TB) []byte {
		folder := `<xar><toc><checksum style="sha1"><offset>0</offset><size>20</size></checksum><file><name>` + strings.Repeat("a", 900_000) + "</name>"
		return installertest.XAR([]byte(much(folder, "<file><name>a</name><data/></file>", "</file></toc></xar>", 2<<20)))
	},
	"paths.msix": func(t testing.TB) []byte {
		var begins, ends string
		for i := range 60 {
			name := fmt.Sprintf("x%d%s", i, strings.Repeat("x", 250))
			begins, ends = begins+"<"+name+">", "</"+name+">"+ends
		}
		return manifestWith(t, begins, "<x/>", ends)
	},
	"comment.pkg": func(testing.TB) []byte {
		return installertest.XAR([]byte(much("<xar><toc><!--", "< ", "--></toc></xar>", 16<<20)))
	},
	"attributes.dmg": func(t testing.TB) []byte { return listWith(t, "<key>blkx</key>", "<x", ` a=""`, "/>") },
	"comment.dmg":    func(t testing.TB) []byte { return listWith(t, "<key>blkx</key>", "<!--", "a", "-->") },
	"table.dmg":      func(t testing.TB) []byte { return listWith(t, "</array>", "<data>", "AAAA", "</data>") },
	"chunks.dmg": func(t testing.TB) []byte {
		table := append([]byte("mish"), make([]byte, 200)...)
		const chunks = 300_000
		binary.BigEndian.PutUint32(table[200:], chunks)
		for i := range uint64(chunks) {
			entry := make([]byte, 40)
			entry[3] = 1 // stored
			binary.BigEndian.PutUint64(entry[8:], i*8)
			binary.BigEndian.PutUint64(entry[16:], 8)
			table = append(table, entry...)
		}
		return listWith(t, "</array>", "<dict><data>"+base64.StdEncoding.EncodeToString(table)+"</data></dict>", " ", "")
	},
}

// manyFiles are empty files with long names.
func manyFiles(count, length int) map[string]string {
	all := map[string]string{}
	for i := range count {
		all[fmt.Sprintf("%d%s", i, strings.Repeat("x", length))] = ""
	}
	return all
}
