package sample

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

// xarWriter writes a xar archive. Its heap begins with the checksum of the table of contents and, when there is a signer,
// the signature of that.
type xarWriter struct {
	paths, contents []string
}

const signatureLength = 256 // of a key of 2048 bits

func (x *xarWriter) add(path, content string) {
	x.paths, x.contents = append(x.paths, path), append(x.contents, content)
}

func (x *xarWriter) finish(signer *InstallerSigner) []byte {
	var toc strings.Builder
	fmt.Fprintf(&toc, `<?xml version="1.0" encoding="UTF-8"?><xar><toc><checksum style="sha1"><offset>0</offset><size>%d</size></checksum>`, sha1.Size)
	at := sha1.Size
	if signer != nil {
		fmt.Fprintf(&toc, `<signature style="RSA"><offset>%d</offset><size>%d</size><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>%s</X509Certificate></X509Data></KeyInfo></signature>`,
			at, signatureLength, base64.StdEncoding.EncodeToString(signer.Certificate))
		at += signatureLength
	}
	dir := ""
	for i, path := range x.paths {
		parent, name, found := strings.Cut(path, "/")
		if !found {
			parent, name = "", path
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
			1+i, escaped(name), at, len(x.contents[i]), len(x.contents[i]), sha1.Sum([]byte(x.contents[i])))
		at += len(x.contents[i])
	}
	if dir != "" {
		toc.WriteString("</file>")
	}
	return x.assemble(toc.String()+"</toc></xar>", signer)
}

func (x *xarWriter) assemble(toc string, signer *InstallerSigner) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, err := w.Write([]byte(toc))
	must(err)
	must(w.Close())
	be := binary.BigEndian
	b := be.AppendUint16(be.AppendUint16([]byte("xar!"), 28), 1)
	b = be.AppendUint64(be.AppendUint64(b, uint64(packed.Len())), uint64(len(toc)))
	b = append(be.AppendUint32(b, 1), packed.Bytes()...)
	sum := sha1.Sum(packed.Bytes())
	b = append(b, sum[:]...)
	if signer != nil {
		b = append(b, signer.sign(sum)...)
	}
	for _, content := range x.contents {
		b = append(b, content...)
	}
	return b
}
