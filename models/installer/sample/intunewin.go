package sample

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"strings"
	"time"
)

// File is a file in an archive.
type File struct {
	Name     string // with slashes
	Content  []byte
	Compress bool
}

// IntuneWinOptions say what Win32 content holds.
type IntuneWinOptions struct {
	Name        string // of the app; "" is the setup file's
	SetupFile   string // "" is the first file
	Files       []File
	ToolVersion string      // "" is "1.8.7.0"
	MSI         *MSIOptions // what the tool found in the setup file; nil when it is no MSI
}

// IntuneWin makes an .intunewin, as Microsoft's content preparation tool does. The same options give the same bytes: its
// keys are no secrets.
func IntuneWin(o IntuneWinOptions) []byte {
	if o.SetupFile == "" {
		o.SetupFile = o.Files[0].Name
	}
	plain := Zip(o.Files...)
	sum := sha256.Sum256(plain)
	key, macKey := sha256.Sum256(append([]byte("encryption"), sum[:]...)), sha256.Sum256(append([]byte("mac"), sum[:]...))
	block, err := aes.NewCipher(key[:])
	must(err)
	padding := aes.BlockSize - len(plain)%aes.BlockSize
	content := append(sum[:aes.BlockSize:aes.BlockSize], plain...)
	content = append(content, bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, content[:aes.BlockSize]).CryptBlocks(content[aes.BlockSize:], content[aes.BlockSize:])
	mac := hmac.New(sha256.New, macKey[:])
	mac.Write(content)
	detection := o.detection(len(plain), map[string][]byte{
		"EncryptionKey": key[:], "MacKey": macKey[:], "InitializationVector": content[:aes.BlockSize], "Mac": mac.Sum(nil), "FileDigest": sum[:],
	})
	return Zip(
		File{Name: "IntuneWinPackage/Contents/IntunePackage.intunewin", Content: append(mac.Sum(nil), content...)},
		File{Name: "IntuneWinPackage/Metadata/Detection.xml", Content: []byte(detection)},
	)
}

// Zip makes a zip archive.
func Zip(files ...File) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		method := zip.Store
		if f.Compress {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: method, Modified: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)})
		must(err)
		_, err = w.Write(f.Content)
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// detection is Detection.xml, which says how to decrypt the content and what is in it.
func (o IntuneWinOptions) detection(size int, secrets map[string][]byte) string {
	var b strings.Builder
	element := func(name, value string) { fmt.Fprintf(&b, "<%s>%s</%[1]s>", name, html.EscapeString(value)) }
	fmt.Fprintf(&b, `<ApplicationInfo ToolVersion="%s">`, cmp.Or(o.ToolVersion, "1.8.7.0"))
	element("Name", cmp.Or(o.Name, o.SetupFile))
	element("UnencryptedContentSize", fmt.Sprint(size))
	element("FileName", "IntunePackage.intunewin")
	element("SetupFile", o.SetupFile)
	b.WriteString("<EncryptionInfo>")
	for _, name := range []string{"EncryptionKey", "MacKey", "InitializationVector", "Mac"} {
		element(name, base64.StdEncoding.EncodeToString(secrets[name]))
	}
	element("ProfileIdentifier", "ProfileVersion1")
	element("FileDigest", base64.StdEncoding.EncodeToString(secrets["FileDigest"]))
	element("FileDigestAlgorithm", "SHA256")
	b.WriteString("</EncryptionInfo>")
	if m := o.MSI; m != nil {
		b.WriteString("<MsiInfo>")
		element("MsiProductCode", m.ProductCode)
		element("MsiProductVersion", m.Version)
		element("MsiUpgradeCode", m.UpgradeCode)
		element("MsiRequiresReboot", "false")
		element("MsiIsMachineInstall", fmt.Sprint(m.AllUsers != ""))
		element("MsiIsUserInstall", fmt.Sprint(m.AllUsers != "1"))
		element("MsiPublisher", m.Manufacturer)
		b.WriteString("</MsiInfo>")
	}
	b.WriteString("</ApplicationInfo>")
	return b.String()
}
