package android

import (
	"bytes"
	"testing"

	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// A proof of earlier keys holds as a whole: with a byte changed or cut off it proves nothing.
func TestBrokenProofOfKeysProvesNothing(t *testing.T) {
	old, next := installertest.NewAPKSigner(t, sample.NewSigner("Old")), installertest.NewAPKSigner(t, sample.NewSigner("New"))
	whole := old.Sign(t, sample.APK(sample.APKOptions{PackageID: "a.b", MinSDK: 28}), []string{"--min-sdk-version=28", "--lineage", old.Rotate(t, next)}, next)
	a, err := openAPK(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	blocks, _ := a.signingBlocks()
	sequence, _, err := lengthPrefixed(blocks[blockV3])
	if err != nil {
		t.Fatal(err)
	}
	entries, err := lengthPrefixedList(sequence, maxSigners)
	if err != nil {
		t.Fatal(err)
	}
	s, err := readBlockSigner(entries[0], true)
	if err != nil || s.lineageErr != nil || len(s.before) != 1 || !s.before[0].MayUpdate {
		t.Fatalf("before it %v, errors %v, %v", s.before, err, s.lineageErr)
	}
	for _, proof := range s.attributes {
		if input.Bytes(proof).U32(0) != attributeLineage {
			continue
		}
		for cut := 4; cut < len(proof); cut++ {
			if before, err := readLineage([][]byte{proof[:cut]}, s.certificate); err == nil {
				t.Errorf("cut to %d of %d bytes: %v", cut, len(proof), before)
			}
		}
		proof[len(proof)-1] ^= 1 // of the old key's signature
		if _, err := readLineage([][]byte{proof}, s.certificate); err == nil {
			t.Error("a signature that does not hold is taken")
		}
	}
}
