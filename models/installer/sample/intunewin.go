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
	"io"
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
	Filling     int64       // random bytes that the content is filled with
	ToolVersion string      // "" is "1.8.7.0"
	MSI         *MSIOptions // what the tool found in the setup file; nil when it is no MSI
}

// IntuneWin makes an .intunewin, as Microsoft's content preparation tool does. The same options give the same bytes: its
// keys are no secrets.
func IntuneWin(o IntuneWinOptions) []byte {
	var b bytes.Buffer
	WriteIntuneWin(&b, o)
	return b.Bytes()
}

// WriteIntuneWin writes what IntuneWin makes. It is for packages that are too large for the memory.
func WriteIntuneWin(w io.Writer, o IntuneWinOptions) {
	if o.SetupFile == "" {
		o.SetupFile = o.Files[0].Name
	}
	key, macKey, iv := sha256.Sum256([]byte("encryption")), sha256.Sum256([]byte("mac")), sha256.Sum256([]byte(o.SetupFile))
	mac, digest := hmac.New(sha256.New, macKey[:]), sha256.New()
	size := o.encrypt(mac, digest, key[:], iv[:aes.BlockSize])
	z := zip.NewWriter(w)
	content := create(z, "IntuneWinPackage/Contents/IntunePackage.intunewin", zip.Store)
	write(content, mac.Sum(nil))
	o.encrypt(content, io.Discard, key[:], iv[:aes.BlockSize])
	write(create(z, "IntuneWinPackage/Metadata/Detection.xml", zip.Store), []byte(o.detection(size, map[string][]byte{
		"EncryptionKey": key[:], "MacKey": macKey[:], "InitializationVector": iv[:aes.BlockSize], "Mac": mac.Sum(nil), "FileDigest": digest.Sum(nil),
	})))
	must(z.Close())
}

// encrypt writes the initialization vector and the encrypted files to one writer, the files as they are to another, and gives
// the number of bytes as they are.
func (o IntuneWinOptions) encrypt(w, plain io.Writer, key, iv []byte) int64 {
	block, err := aes.NewCipher(key)
	must(err)
	write(w, iv)
	encrypted := &blockWriter{out: w, mode: cipher.NewCBCEncrypter(block, iv)}
	WriteZip(io.MultiWriter(encrypted, plain), o.Filling, o.Files...)
	return encrypted.end()
}

// blockWriter encrypts whole blocks, and pads the last one in its end.
type blockWriter struct {
	out  io.Writer
	mode cipher.BlockMode
	left []byte // less than a block
	size int64
}

func (b *blockWriter) Write(p []byte) (int, error) {
	b.size += int64(len(p))
	b.left = append(b.left, p...)
	whole := b.left[:len(b.left)/aes.BlockSize*aes.BlockSize]
	b.mode.CryptBlocks(whole, whole)
	_, err := b.out.Write(whole)
	b.left = append(b.left[:0], b.left[len(whole):]...)
	return len(p), err
}

func (b *blockWriter) end() int64 {
	size, padding := b.size, aes.BlockSize-len(b.left)
	write(b, bytes.Repeat([]byte{byte(padding)}, padding))
	return size
}

// Zip makes a zip archive.
func Zip(files ...File) []byte {
	var b bytes.Buffer
	WriteZip(&b, 0, files...)
	return b.Bytes()
}

// WriteZip writes what Zip makes, filled with random bytes. It is for archives that are too large for the memory.
func WriteZip(w io.Writer, filling int64, files ...File) {
	z := zip.NewWriter(w)
	for _, f := range files {
		method := zip.Store
		if f.Compress {
			method = zip.Deflate
		}
		write(create(z, f.Name, method), f.Content)
	}
	if filling > 0 {
		_, err := io.Copy(create(z, "filling.bin", zip.Store), randomBytes(filling))
		must(err)
	}
	must(z.Close())
}

func create(z *zip.Writer, name string, method uint16) io.Writer {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)})
	must(err)
	return w
}

// detection is Detection.xml, which says how to decrypt the content and what is in it.
func (o IntuneWinOptions) detection(size int64, secrets map[string][]byte) string {
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
