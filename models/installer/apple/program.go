package apple

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"appdepot/models/installer/sign"
)

// Programs for Apple's systems (Mach-O) have their code signature at their end, where a load command says. Several
// programs for different processors may lie in one file.
const (
	machO32         = 0xfeedface
	machO64         = 0xfeedfacf
	machOFat        = 0xcafebabe
	machOFat64      = 0xcafebabf
	machOHead32     = 28
	machOHead64     = 32
	maxMachOFat     = 32
	maxLoadCommands = 1 << 20
	loadSignature   = 0x1d
	preferredCPU    = 0x0100000c // arm64: what today's iPhones run
)

var errNoCodeSignature = errors.New("no code signature")

// programOffset finds the program for the preferred processor, or else the first, from the beginning of a file.
func programOffset(head []byte) (int64, error) {
	if len(head) < 8 {
		return 0, sign.ErrCodeSignature
	}
	be := binary.BigEndian
	width := 20
	switch be.Uint32(head) {
	case machOFat64:
		width = 32
	case machOFat:
	default:
		if magic := binary.LittleEndian.Uint32(head); magic != machO32 && magic != machO64 {
			return 0, sign.ErrCodeSignature
		}
		return 0, nil
	}
	count := int(be.Uint32(head[4:]))
	if count < 1 || count > maxMachOFat || len(head) < 8+count*width {
		return 0, sign.ErrCodeSignature
	}
	offset := int64(0)
	for i := range count {
		b := head[8+i*width:]
		at := int64(be.Uint32(b[8:]))
		if width == 32 {
			at = int64(be.Uint64(b[8:]))
		}
		if be.Uint32(b) == preferredCPU || i == 0 {
			offset = at
		}
	}
	if offset < 0 {
		return 0, sign.ErrCodeSignature
	}
	return offset, nil
}

// readProgram reads a file to the end of its program's signature, and gives that and where the program begins.
func readProgram(r io.Reader) (offset int64, signature sign.CodeSignature, err error) {
	in := bufio.NewReaderSize(r, machoHead)
	head, _ := in.Peek(machoHead)
	if offset, err = programOffset(head); err != nil {
		return 0, signature, err
	}
	if _, err := io.CopyN(io.Discard, in, offset); err != nil {
		return 0, signature, err
	}
	at, size, read, err := findCodeSignature(in)
	if err != nil {
		return 0, signature, err
	}
	if at < read || size > sign.MaxCodeSignature {
		return 0, signature, sign.ErrCodeSignature
	}
	if _, err := io.CopyN(io.Discard, in, at-read); err != nil {
		return 0, signature, err
	}
	b, err := io.ReadAll(io.LimitReader(in, size))
	if err != nil {
		return 0, signature, err
	}
	signature, err = sign.ReadCodeSignature(b)
	return offset, signature, err
}

// findCodeSignature reads a program's load commands: where they say that its signature stands, and how much was read.
func findCodeSignature(in io.Reader) (at, size, read int64, err error) {
	head := make([]byte, machOHead32)
	if _, err := io.ReadFull(in, head); err != nil {
		return 0, 0, 0, err
	}
	le := binary.LittleEndian
	length, begins := le.Uint32(head[20:]), machOHead32
	if le.Uint32(head) == machO64 {
		begins = machOHead64
	}
	if length > maxLoadCommands {
		return 0, 0, 0, sign.ErrCodeSignature
	}
	commands := make([]byte, begins-machOHead32+int(length))
	if _, err := io.ReadFull(in, commands); err != nil {
		return 0, 0, 0, err
	}
	for b := commands[begins-machOHead32:]; len(b) >= 8; {
		step := le.Uint32(b[4:])
		if step < 8 || uint64(step) > uint64(len(b)) {
			break
		}
		if le.Uint32(b) == loadSignature && step >= 16 {
			return int64(le.Uint32(b[8:])), int64(le.Uint32(b[12:])), int64(begins) + int64(length), nil
		}
		b = b[step:]
	}
	return 0, 0, 0, errNoCodeSignature
}
