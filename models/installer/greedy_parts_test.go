package installer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"strconv"
	"strings"
	"testing"

	"appdepot/models/installer/android"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/msix"
	"appdepot/models/installer/picture"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/xmldoc"
)

// greedy are packages that need as much memory as the caps allow.
var greedy = map[string]func(testing.TB) []byte{
	"resources.apk": func(t testing.TB) []byte {
		return installertest.Zip(t, func(z *zip.Writer) error {
			return errors.Join(installertest.BareManifest(z), installertest.WriteZeros(z, android.ResourcesPath, android.MaxResources))
		})
	},
	"files.apk": func(t testing.TB) []byte {
		return installertest.Zip(t, func(z *zip.Writer) error {
			err := installertest.BareManifest(z)
			for i := range 60000 {
				_, e := z.CreateRaw(&zip.FileHeader{Name: strings.Repeat("x", i%60) + string(rune('a'+i%26))})
				err = errors.Join(err, e)
			}
			return err
		})
	},
	"files.msix": func(t testing.TB) []byte {
		return padded(t, "", func(z *zip.Writer) error {
			var failed error
			for i := range 200_000 {
				_, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("folder/file-%d-%s", i, strings.Repeat("x", i%40))})
				failed = errors.Join(failed, err)
			}
			return failed
		})
	},
	"blocks.msix": func(t testing.TB) []byte {
		return padded(t, msix.BlockMapPath, func(z *zip.Writer) error {
			w, err := z.Create("appxblockmap.xml")
			if err != nil {
				return err
			}
			_, err = io.WriteString(w, `<BlockMap HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">`)
			block := `<Block Hash="` + strings.Repeat("A", 43) + `="/>`
			for i := range 20_000 {
				_, e := fmt.Fprintf(w, `<File Name="file-%d" Size="1">%s</File>`, i, strings.Repeat(block, 40))
				err = errors.Join(err, e)
			}
			_, e := io.WriteString(w, `</BlockMap>`)
			return errors.Join(err, e)
		})
	},
	"dictionaries.ipa": func(testing.TB) []byte {
		return bundled("<plist><dict><key>CFBundleIdentifier</key><string>a.b</string><key>a</key><array>" + strings.Repeat("<dict/>", 20_000) + "</array></dict></plist>")
	},
	"texts.ipa": func(testing.TB) []byte {
		return bundled("<plist><dict><key>CFBundleIdentifier</key><string>" + strings.Repeat("a", apple.MaxPlist-100) + "</string></dict></plist>")
	},
	"icon.ipa": func(t testing.TB) []byte {
		o := installertest.IPA(t)
		o.Icon = appleForm(t, image.NewNRGBA(image.Rect(0, 0, picture.MaxCgBISide, picture.MaxCgBISide)))
		return sample.IPA(o)
	},
	"icon.apk": func(t testing.TB) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewNRGBA64(image.Rect(0, 0, picture.MaxSide, picture.MaxSide))); err != nil {
			t.Fatal(err)
		}
		o := installertest.APK(t)
		o.Icon = b.Bytes()
		return sample.APK(o)
	},
	"files.pkg": func(testing.TB) []byte {
		o := installertest.PKG()
		o.Files = map[string]string{}
		for i := range 45_000 {
			o.Files[strconv.Itoa(i)] = "x"
		}
		return sample.PKG(o)
	},
	"elements.pkg": func(testing.TB) []byte {
		return installertest.XAR([]byte("<xar><toc>" + strings.Repeat("<file><data/></file>", xmldoc.MaxNodes/2-10) + "</toc></xar>"))
	},
	"texts.pkg": func(testing.TB) []byte {
		text := "<file><name>" + strings.Repeat("a", xmldoc.MaxRun-20) + "</name></file>"
		return installertest.XAR([]byte("<xar><toc>" + strings.Repeat(text, apple.MaxTOCText/len(text)) + "</toc></xar>"))
	},
	"text.pkg": func(testing.TB) []byte {
		return installertest.XAR([]byte("<xar><toc><file><name>" + strings.Repeat("a", apple.MaxTOCText-100) + "</name></file></toc></xar>"))
	},
	"payload.pkg": func(testing.TB) []byte {
		o := installertest.PKG()
		o.Unlisted = true
		o.Packages[1].Apps[0].Name = strings.Repeat("long", 100)
		for range 2000 {
			o.Packages[1].Apps = append(o.Packages[1].Apps, o.Packages[1].Apps[0])
		}
		return sample.PKG(o)
	},
	"strings.msi": func(testing.TB) []byte {
		return sample.MSI(sample.MSIOptions{Name: strings.Repeat("long ", 1<<20), ProductCode: "{A}"})
	},
}
