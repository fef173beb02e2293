package sample

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// xarWriter writes a xar archive. Its heap begins with the checksum of the table of contents and, when there is a signer,
// the signature of that.
type xarWriter struct{ files []stream }

const signatureLength = 256 // of a key of 2048 bits

func (x *xarWriter) add(path, content string) { x.stream(streamOf(path, []byte(content))) }

func (x *xarWriter) stream(s stream) { x.files = append(x.files, s) }

func (x *xarWriter) finish(out io.Writer, signer *InstallerSigner) {
	var toc strings.Builder
	fmt.Fprintf(&toc, `<?xml version="1.0" encoding="UTF-8"?><xar><toc><checksum style="sha1"><offset>0</offset><size>%d</size></checksum>`, sha1.Size)
	at := int64(sha1.Size)
	if signer != nil {
		fmt.Fprintf(&toc, `<signature style="RSA"><offset>%d</offset><size>%d</size><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>%s</X509Certificate></X509Data></KeyInfo></signature>`,
			at, signatureLength, base64.StdEncoding.EncodeToString(signer.Certificate))
		at += signatureLength
	}
	dir := ""
	for i, f := range x.files {
		parent, name, found := strings.Cut(f.name, "/")
		if !found {
			parent, name = "", f.name
		}
		if parent != dir {
			if dir != "" {
				toc.WriteString("</file>")
			}
			if dir = parent; dir != "" {
				fmt.Fprintf(&toc, `<file id="%d"><name>%s</name><type>directory</type>`, 1000+i, escaped(dir))
			}
		}
		fmt.Fprintf(&toc, `<file id="%d"><name>%s</name><type>file</type><data><offset>%d</offset><length>%d</length><size>%d</size><encoding style="application/octet-stream"/><archived-checksum style="sha1">%x</archived-checksum></data></file>`,
			1+i, escaped(name), at, f.size, f.size, f.sum())
		at += f.size
	}
	if dir != "" {
		toc.WriteString("</file>")
	}
	x.assemble(out, toc.String()+"</toc></xar>", signer)
}

// sum is the SHA-1 checksum of a file.
func (s stream) sum() []byte {
	h := sha1.New()
	_, err := io.Copy(h, s.open())
	must(err)
	return h.Sum(nil)
}

func (x *xarWriter) assemble(out io.Writer, toc string, signer *InstallerSigner) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, err := w.Write([]byte(toc))
	must(err)
	must(w.Close())
	b := be.AppendUint16(be.AppendUint16([]byte("xar!"), 28), 1)
	b = be.AppendUint64(be.AppendUint64(b, uint64(packed.Len())), uint64(len(toc)))
	b = append(be.AppendUint32(b, 1), packed.Bytes()...)
	sum := sha1.Sum(packed.Bytes())
	b = append(b, sum[:]...)
	if signer != nil {
		b = append(b, signer.sign(sum)...)
	}
	write(out, b)
	for _, f := range x.files {
		_, err := io.Copy(out, f.open())
		must(err)
	}
}
