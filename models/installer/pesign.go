package installer

import (
	"crypto"
	"encoding/asn1"
	"errors"
	"hash"
	"io"
)

// A program is signed by PKCS #7 messages in a table at its end. The digest in them is about everything but that table,
// its entry among the data directories and the checksum.
// https://download.microsoft.com/download/9/c/5/9c5b2167-8017-4bae-9fde-d599bac8184a/Authenticode_PE.docx
const (
	certificateHeader = 8
	certificatePKCS7  = 2
	maxCertTable      = 4 << 20
	maxSignatures     = 8
)

// nestedSignature is the attribute that holds another signature of the same file, usually with a newer digest.
var nestedSignature = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 4, 1}

// signers checks all signatures, the one that Windows looks at first.
func (p *program) signers() ([]Signer, error) {
	if p.signature.length == 0 {
		return nil, nil
	}
	messages, err := p.messages()
	if err != nil || len(messages) == 0 {
		return []Signer{unreadable(schemeAuthenticode)}, p.src.fatal(err)
	}
	var signatures []authenticode
	for _, b := range messages {
		s, err := readAuthenticode(b)
		if err != nil {
			return []Signer{unreadable(schemeAuthenticode)}, nil
		}
		signatures = append(signatures, s)
		signatures = append(signatures, s.nested()...)
	}
	signatures = signatures[:min(len(signatures), maxSignatures)]
	digests, err := p.digests(signatures)
	if err != nil {
		return nil, err
	}
	var found []Signer
	for _, s := range signatures {
		found = append(found, s.signer(digests[s.algorithm]))
	}
	return found, nil
}

// messages reads the table of certificates.
func (p *program) messages() ([][]byte, error) {
	if p.signature.length > maxCertTable {
		return nil, errors.New("table of certificates is too long")
	}
	table, err := p.src.section(p.signature.start, p.signature.length)
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for len(table) >= certificateHeader && len(found) < maxSignatures {
		length := int(octets(table).u32(0))
		if length < certificateHeader || length > len(table) {
			break
		}
		if octets(table).u16(6) == certificatePKCS7 {
			found = append(found, table[certificateHeader:min(length, certificateHeader+maxPKCS7)])
		}
		table = table[min((length+7)&^7, len(table)):]
	}
	return found, nil
}

// nested gives the signatures inside one; those that cannot be read are passed over, as old versions of Windows do.
func (a authenticode) nested() []authenticode {
	var found []authenticode
	for _, attribute := range a.message.Signers[0].UnauthenticatedAttributes {
		if !attribute.Type.Equal(nestedSignature) {
			continue
		}
		for rest := attribute.Value.Bytes; len(rest) > 0; {
			var b asn1.RawValue
			var err error
			if rest, err = asn1.Unmarshal(rest, &b); err != nil {
				break
			}
			if s, err := readAuthenticode(b.FullBytes); err == nil {
				found = append(found, s)
			}
		}
	}
	return found
}

// digests computes the program's digest with every algorithm that a signature uses, in one reading. There is none when
// something stands behind the signature, where nothing would protect it.
func (p *program) digests(signatures []authenticode) (map[crypto.Hash][]byte, error) {
	end := p.signature.start
	if p.entry < p.checksum+4 || end < p.entry+8 || end+p.signature.length != p.src.size {
		return nil, nil
	}
	hashes := map[crypto.Hash]hash.Hash{}
	for _, s := range signatures {
		hashes[s.algorithm] = s.algorithm.New()
	}
	content := io.MultiReader(
		io.NewSectionReader(p.src, 0, p.checksum),
		io.NewSectionReader(p.src, p.checksum+4, p.entry-p.checksum-4),
		io.NewSectionReader(p.src, p.entry+8, end-p.entry-8),
	)
	err := ahead(content, func(b []byte) error {
		for _, h := range hashes {
			h.Write(b)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	sums := map[crypto.Hash][]byte{}
	for algorithm, h := range hashes {
		sums[algorithm] = h.Sum(nil)
	}
	return sums, nil
}
