package installer

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/sign"
)

// A package of more than 7 MB has more tables of sectors than its header can list.
func TestLargeMSI(t *testing.T) {
	whole := sample.MSI(sample.MSIOptions{Name: "Large", Version: "1", ProductCode: "{A}", Filling: 20 << 20, Signer: sample.NewSigner("Example")})
	for name, c := range map[string]struct {
		file []byte
		want string
	}{"as signed": {whole, sign.SchemeAuthenticode}, "changed": {installertest.Flip(whole, 15<<20), "!" + sign.SchemeAuthenticode}} {
		r := mustInspect(t, c.file)
		if got := schemesOf(r); got != c.want || r.Fact(models.FactName) != "Large" || r.Fact(models.FactProductCode) != "{A}" {
			t.Errorf("%s: %s, facts %v", name, got, r.Facts)
		}
	}
}

// Chains of sectors that go in circles, or nowhere, end the reading, not the reader.
func TestChainsInCircles(t *testing.T) {
	whole := sample.MSI(sample.MSIOptions{Name: "Sample", Version: "1", ProductCode: "{A}", Filling: 100_000, Signer: sample.NewSigner("Example")})
	le := binary.LittleEndian
	table := 512 * (1 + int(le.Uint32(whole[76:])))
	for sector := range (table - 512) / 512 {
		for _, next := range []uint32{uint32(sector), 0, uint32(sector + 7), 0xfffffffe, 0x00ffffff} { // itself, another, the end, nowhere
			b := bytes.Clone(whole)
			le.PutUint32(b[table+4*sector:], next)
			began := time.Now()
			r, err := inspectBytes(t, b)
			installertest.InWords(t, "circle", err)
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("sector %d followed by %d: %s", sector, next, took)
			}
			if r.Fact(models.FactName) != "Sample" && r.Fact(models.FactSigner) != "" {
				t.Errorf("sector %d followed by %d: signed and called %q", sector, next, r.Fact(models.FactName))
			}
		}
	}
	for at := 24; at < 80; at++ { // the header
		for _, value := range []byte{0, 1, 28, 0xff} {
			b := bytes.Clone(whole)
			b[at] = value
			_, err := inspectBytes(t, b)
			installertest.InWords(t, "header", err)
		}
	}
}
