package android

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// APK signature schemes v2, v3 and v3.1: https://source.android.com/docs/security/features/apksigning
const (
	blockMagic    = "APK Sig Block 42"
	blockV2       = 0x7109871a
	blockV3       = 0xf05368c0
	blockV31      = 0x1b93ad61
	maxSigners    = 10
	attributeV3   = 0xbeeff00d // in v2: the newer scheme that was signed with, too
	lastV1OnlySDK = 23         // Android 6.0 is the last that looks at v1 when there is more
)

// schemes are the newer signature schemes, strongest first.
var schemes = []struct {
	name string
	id   uint32
}{{"v3.1", blockV31}, {"v3", blockV3}, {"v2", blockV2}}

// signers checks every signature a device may look at, strongest scheme first. The old scheme v1 counts when there is no
// other or when devices that know only v1 are supported. minSDK is the manifest's value, not set when it says nothing.
func (a *apk) signers(minSDK value) ([]facts.Signer, error) {
	blocks, start := a.signingBlocks()
	var found []facts.Signer
	for _, s := range schemes {
		if b, ok := blocks[s.id]; ok {
			signers, err := a.verifyBlock(s.name, b, start, blocks)
			if err != nil {
				return nil, err
			}
			found = append(found, signers...)
		}
	}
	if level, known := minSDK.level(); len(found) > 0 && known && level > lastV1OnlySDK {
		return found, nil
	}
	old, err := a.jarSigners(blocks)
	return append(found, old...), err
}

// signingBlocks reads the APK signing block, which stands right before the central directory, and where it starts. A
// file without one gets no blocks.
func (a *apk) signingBlocks() (map[uint32][]byte, int64) {
	footer, err := a.Source.Section(a.DirectoryOffset-24, 24)
	if err != nil || string(footer[8:]) != blockMagic {
		return nil, a.DirectoryOffset
	}
	length := binary.LittleEndian.Uint64(footer)
	if length < 24 || length > input.MaxSigning || int64(length) > a.DirectoryOffset-8 {
		return nil, a.DirectoryOffset
	}
	start := a.DirectoryOffset - int64(length) - 8
	b, err := a.Source.Section(start, int64(length)-16)
	if err != nil || binary.LittleEndian.Uint64(b) != length {
		return nil, a.DirectoryOffset
	}
	blocks := map[uint32][]byte{}
	for b = b[8:]; len(b) >= 12; {
		n := binary.LittleEndian.Uint64(b)
		if n < 4 || n > uint64(len(b)-8) {
			break
		}
		id := binary.LittleEndian.Uint32(b[8:])
		if _, twice := blocks[id]; !twice {
			blocks[id] = b[12 : 8+n]
		}
		b = b[8+n:]
	}
	return blocks, start
}

// lengthPrefixed cuts one value with a length of four bytes off the front of b.
func lengthPrefixed(b []byte) (v, rest []byte, err error) {
	if len(b) < 4 || uint64(binary.LittleEndian.Uint32(b)) > uint64(len(b)-4) {
		return nil, nil, errors.New("length does not fit")
	}
	n := 4 + int(binary.LittleEndian.Uint32(b))
	return b[4:n], b[n:], nil
}

// lengthPrefixedList cuts b, a row of values with lengths, into at most limit values.
func lengthPrefixedList(b []byte, limit int) ([][]byte, error) {
	var values [][]byte
	for len(b) > 0 {
		v, rest, err := lengthPrefixed(b)
		if err != nil || len(values) == limit {
			return nil, errors.New("list does not fit")
		}
		values, b = append(values, v), rest
	}
	return values, nil
}

// verifyBlock checks all signers of one scheme, since v3 those for the newest Android first. An error means that reading failed; a signature that does not fit is a
// Signer that is not verified.
func (a *apk) verifyBlock(scheme string, block []byte, start int64, blocks map[uint32][]byte) ([]facts.Signer, error) {
	sequence, _, err := lengthPrefixed(block)
	if err != nil {
		return []facts.Signer{sign.Unreadable(scheme)}, nil
	}
	entries, err := lengthPrefixedList(sequence, maxSigners)
	if err != nil || len(entries) == 0 {
		return []facts.Signer{sign.Unreadable(scheme)}, nil
	}
	var found []facts.Signer
	newest := map[string]uint32{}
	for _, entry := range entries {
		s, err := readBlockSigner(entry, scheme != "v2")
		if err != nil {
			found = append(found, sign.Unreadable(scheme))
			continue
		}
		signer := sign.NewSigner(scheme, s.certificate)
		signer.Note, signer.Before = s.check(a, start, blocks), s.before
		if err := a.Source.Err(); err != nil {
			return nil, err
		}
		signer.Verified = signer.Note.Empty()
		newest[signer.SHA256] = max(newest[signer.SHA256], s.newest)
		found = append(found, signer)
	}
	slices.SortStableFunc(found, func(x, y facts.Signer) int { return cmp.Compare(newest[y.SHA256], newest[x.SHA256]) })
	return found, nil
}

// strongerRemoved reports whether a newer scheme that the signer also used is gone: the mark of a package whose signature was
// removed to fall back on a weaker one.
func strongerRemoved(marks string, blocks map[uint32][]byte) bool {
	for mark := range strings.SplitSeq(marks, ",") {
		switch strings.TrimSpace(mark) {
		case "2":
			if blocks[blockV2] == nil {
				return true
			}
		case "3":
			if blocks[blockV3] == nil {
				return true
			}
		}
	}
	return false
}

var noteStrongerRemoved = reason.SignatureStripped

// sameKey reports whether a certificate is about the public key that made the signature.
func sameKey(certificateKey, key []byte) bool {
	return len(key) > 0 && bytes.Equal(certificateKey, key)
}
