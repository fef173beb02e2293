package lzfse

import "encoding/binary"

// DecodeLZVN decompresses one LZVN stream without a block around it, an error when it gives more than limit bytes. Data
// after its end mark is left alone.
func DecodeLZVN(src []byte, limit int) ([]byte, error) {
	d := &output{b: make([]byte, 0, min(limit, 4*len(src))), limit: limit}
	if err := d.lzvn(src, limit); err != nil {
		return nil, err
	}
	return d.b, nil
}

// command is one instruction of LZVN: so many literal bytes, then so many bytes from a distance back.
type command struct {
	size     int // of the instruction itself
	literals int
	matched  int
	distance int // 0 repeats the last one
}

// lzvn decodes until the end mark, or until the output has the length that was announced.
func (d *output) lzvn(src []byte, announced int) error {
	distance := 0
	for len(src) > 0 {
		c, end := instruction(src)
		if end {
			return nil
		}
		if c.size == 0 || c.size+c.literals > len(src) {
			return errData
		}
		if err := d.literal(src[c.size : c.size+c.literals]); err != nil {
			return err
		}
		if c.distance > 0 {
			distance = c.distance
		}
		if err := d.match(c.matched, distance); err != nil {
			return err
		}
		if len(d.b) > announced {
			return errData
		}
		src = src[c.size+c.literals:]
	}
	return errData
}

// instruction reads one; size 0 means that there is no such instruction, or too little of it.
func instruction(src []byte) (c command, end bool) {
	op := src[0]
	switch {
	case op == 0x06:
		return command{}, true
	case op == 0x0e || op == 0x16:
		return command{size: 1}, false // nothing
	case op >= 0xe0:
		return run(src), false
	case op >= 0x70 && op < 0x80, op >= 0xd0, op < 0x40 && op&7 == 6:
		return command{}, false
	case op >= 0xa0 && op < 0xc0 && len(src) >= 3:
		v := int(binary.LittleEndian.Uint16(src[1:]))
		return command{3, int(op>>3) & 3, (int(op&7)<<2 | v&3) + 3, v >> 2}, false
	case op >= 0xa0 && op < 0xc0:
		return command{}, false
	}
	c = command{literals: int(op >> 6), matched: int(op>>3)&7 + 3}
	switch {
	case op&7 == 6:
		c.size = 1
	case op&7 == 7 && len(src) >= 3:
		c.size, c.distance = 3, int(binary.LittleEndian.Uint16(src[1:]))
	case op&7 < 6 && len(src) >= 2:
		c.size, c.distance = 2, int(op&7)<<8|int(src[1])
	}
	return c, false
}

// run reads instructions that have literals only (0xe0 to 0xef) or a match only (from 0xf0).
func run(src []byte) command {
	c, count := command{size: 1}, int(src[0]&15)
	if count == 0 {
		if len(src) < 2 {
			return command{}
		}
		c.size, count = 2, int(src[1])+16
	}
	if src[0] < 0xf0 {
		c.literals = count
	} else {
		c.matched = count
	}
	return c
}
