package apple

import (
	"encoding/binary"
	"testing"

	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sign"
)

func FuzzCodePages(f *testing.F) {
	whole := installertest.Testdata(f, "signed.dmg")
	at := binary.BigEndian.Uint64(whole[len(whole)-512+296:])
	f.Add(whole[at : len(whole)-512])
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := sign.ReadCodeSignature(b)
		if err != nil {
			return
		}
		pages := c.Content()
		_, _ = pages.Write(make([]byte, 1<<16))
		_ = c.Special(slotTrailer, nil)
		if s := c.Signer(pages.Intact(), sign.AppleRoots()); s != nil && s.Verified && !pages.Intact() {
			t.Error("a signature verifies of content that does not fit")
		}
	})
}
