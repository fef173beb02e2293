package installer

import (
	"encoding/binary"
	"errors"
	"io"
)

// The inspecting child and its parent talk in frames: a kind, a length of four bytes, that many bytes. The child has no
// file: it asks for ranges of the package and ends with its answer.
const (
	frameSize    = 's' // parent: the package's size, 8 bytes; the first frame
	frameRead    = 'r' // child: offset, 8 bytes, and length, 4 bytes, of a range
	frameData    = 'd' // parent: the range
	frameFailed  = 'f' // parent: the store cannot give the range
	frameReport  = 'R' // child: the report as JSON; the last frame
	frameRefusal = 'E' // child: why the package is refused as JSON; the last frame

	maxRange  = 1 << 20 // bytes the child may ask for at once
	maxAnswer = 4 << 20 // bytes of an answer
)

func writeFrame(w io.Writer, kind byte, payload []byte) error {
	head := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(payload)))
	if _, err := w.Write(append(head, payload...)); err != nil {
		return err
	}
	return nil
}

// readFrame reads a frame of at most limit bytes.
func readFrame(r io.Reader, limit uint32) (kind byte, payload []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	length := binary.BigEndian.Uint32(head[1:])
	if length > limit {
		return 0, nil, errors.New("frame is too long")
	}
	payload = make([]byte, length)
	_, err = io.ReadFull(r, payload)
	return head[0], payload, err
}
