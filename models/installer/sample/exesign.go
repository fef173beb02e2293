package sample

import (
	"crypto/sha256"
	"io"
)

// Where a program's header has what changes when it is signed, as seen from the header's start.
const (
	peOptional      = 24              // the part whose length depends on the processor
	peChecksum      = peOptional + 64 // 0 here: only drivers need one
	peDirectories   = 16 * 8          // at the end of that part
	certificatesAre = 4 * 8           // one of them: where the certificates stand
	certificatePKCS = 2<<16 | 0x200   // kind and revision of a certificate in their table
)

// signatureEntry is where the header says where the certificates stand.
func (p *program) signatureEntry() int {
	return peStart + peOptional + p.machine.optional - peDirectories + certificatesAre
}

// digest is what Authenticode signs of a program: all but the checksum and where the certificates stand.
func (p *program) digest(head, tail []byte, filling int64) []byte {
	h, checksum, entry := sha256.New(), peStart+peChecksum, p.signatureEntry()
	write(h, head[:checksum])
	write(h, head[checksum+4:entry])
	write(h, head[entry+8:])
	_, err := io.Copy(h, randomBytes(filling))
	must(err)
	write(h, tail)
	return h.Sum(nil)
}

// sign makes the signature of a program with this digest.
func (o EXEOptions) sign(digest []byte) []byte {
	if o.Second == nil {
		return o.Signer.signIndirect(programKind, digest)
	}
	return o.Signer.signIndirect(programKind, digest, o.Second.signIndirect(programKind, digest))
}

// certificateTable holds one signature.
func certificateTable(signature []byte) []byte {
	length := ceil(8+len(signature), 8)
	b := append(u32(nil, length, certificatePKCS), signature...)
	return append(b, make([]byte, int(length)-len(b))...)
}
