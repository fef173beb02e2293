package sample

import (
	"crypto/sha256"

	"github.com/smallstep/pkcs7"
)

// signCode makes Apple's code signature of content with this SHA-256, in one page, and of parts that are not in it,
// by the slots in which their digests stand.
func (s *Signer) signCode(identifier string, length int64, content []byte, parts map[int][]byte) []byte {
	const (
		magicSuper, magicDirectory, magicRequirements, magicMessage = 0xfade0cc0, 0xfade0c02, 0xfade0c01, 0xfade0b01
		slotDirectory, slotRequirements, slotMessage                = 0, 2, 0x10000
	)
	blob := func(magic uint32, b []byte) []byte {
		return append(be.AppendUint32(be.AppendUint32(nil, magic), uint32(8+len(b))), b...)
	}
	requirements := blob(magicRequirements, make([]byte, 4)) // none
	parts[slotRequirements] = requirements
	directory := blob(magicDirectory, codeDirectory(identifier, length, content, parts))
	message, err := pkcs7.NewSignedData(directory)
	must(err)
	message.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	must(message.AddSigner(s.parsed(), s.key, pkcs7.SignerInfoConfig{}))
	message.Detach()
	signed, err := message.Finish()
	must(err)
	slots := []uint32{slotDirectory, slotRequirements, slotMessage}
	index, blobs := be.AppendUint32(nil, uint32(len(slots))), []byte(nil)
	for i, b := range [][]byte{directory, requirements, blob(magicMessage, signed)} {
		index = be.AppendUint32(index, slots[i])
		index = be.AppendUint32(index, uint32(12+8*len(slots)+len(blobs)))
		blobs = append(blobs, b...)
	}
	return blob(magicSuper, append(index, blobs...))
}

// codeDirectory is the directory after its magic and length. Digests of parts stand before those of the content, by slots
// that count downwards.
func codeDirectory(identifier string, length int64, content []byte, parts map[int][]byte) []byte {
	const headerLength, version, specials, sha256Kind = 64, 0x20300, 6, 2
	hashes := headerLength + len(identifier) + 1 + specials*sha256.Size
	b := make([]byte, headerLength-8)
	for at, v := range map[int]uint32{
		8: version, 16: uint32(hashes), 20: headerLength, 24: specials, 28: 1, 32: uint32(min(length, 0xffffffff)),
	} {
		be.PutUint32(b[at-8:], v)
	}
	b[36-8], b[37-8] = sha256.Size, sha256Kind
	if length > 0xffffffff {
		be.PutUint64(b[56-8:], uint64(length))
	}
	b = append(append(b, identifier...), 0)
	for slot := specials; slot > 0; slot-- {
		var sum [sha256.Size]byte
		if part, ok := parts[slot]; ok {
			sum = sha256.Sum256(part)
		}
		b = append(b, sum[:]...)
	}
	return append(b, content...)
}
