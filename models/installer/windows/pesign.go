package windows

import (
	"crypto"
	"errors"
	"hash"
	"io"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
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

// signers checks all signatures, the one that Windows looks at first.
func (p *program) signers() ([]facts.Signer, error) {
	if p.signature.length == 0 {
		return nil, nil
	}
	messages, err := p.messages()
	if err != nil || len(messages) == 0 {
		return []facts.Signer{sign.Unreadable(sign.SchemeAuthenticode)}, p.src.Fatal(err)
	}
	var signatures []sign.Authenticode
	for _, b := range messages {
		s, err := sign.ReadAuthenticode(b)
		if err != nil {
			return []facts.Signer{sign.Unreadable(sign.SchemeAuthenticode)}, nil
		}
		signatures = append(signatures, s)
		signatures = append(signatures, s.Nested()...)
	}
	signatures = signatures[:min(len(signatures), maxSignatures)]
	digests, err := p.digests(signatures)
	if err != nil {
		return nil, err
	}
	var found []facts.Signer
	for _, s := range signatures {
		found = append(found, s.Signer(digests[s.Algorithm]))
	}
	return found, nil
}

// messages reads the table of certificates.
func (p *program) messages() ([][]byte, error) {
	if p.signature.length > maxCertTable {
		return nil, errors.New("table of certificates is too long")
	}
	table, err := p.src.Section(p.signature.start, p.signature.length)
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for len(table) >= certificateHeader && len(found) < maxSignatures {
		length := int(input.Bytes(table).U32(0))
		if length < certificateHeader || length > len(table) {
			break
		}
		if input.Bytes(table).U16(6) == certificatePKCS7 {
			found = append(found, table[certificateHeader:min(length, certificateHeader+sign.MaxPKCS7)])
		}
		table = table[min((length+7)&^7, len(table)):]
	}
	return found, nil
}

// digests computes the program's digest with every algorithm that a signature uses, in one reading. There is none when
// something stands behind the signature, where nothing would protect it.
func (p *program) digests(signatures []sign.Authenticode) (map[crypto.Hash][]byte, error) {
	end := p.signature.start
	if p.entry < p.checksum+4 || end < p.entry+8 || end+p.signature.length != p.src.Size {
		return nil, nil
	}
	hashes := map[crypto.Hash]hash.Hash{}
	for _, s := range signatures {
		hashes[s.Algorithm] = s.Algorithm.New()
	}
	content := io.MultiReader(
		io.NewSectionReader(p.src, 0, p.checksum),
		io.NewSectionReader(p.src, p.checksum+4, p.entry-p.checksum-4),
		io.NewSectionReader(p.src, p.entry+8, end-p.entry-8),
	)
	err := input.ReadAhead(content, func(b []byte) error {
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
