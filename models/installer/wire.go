package installer

import (
	"encoding/binary"
	"errors"
	"io"
)

// The inspecting child and its parent talk in frames: a kind, a length of four bytes, that many bytes. The child asks
// for ranges of the package, unless it was given the package's file, and ends with its answer.
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

const frameHead = 5 // bytes: kind and length

func putHead(frame []byte, kind byte, length int) {
	frame[0] = kind
	binary.BigEndian.PutUint32(frame[1:], uint32(length))
}

func writeFrame(w io.Writer, kind byte, payload []byte) error {
	frame := make([]byte, frameHead+len(payload))
	putHead(frame, kind, len(payload))
	copy(frame[frameHead:], payload)
	_, err := w.Write(frame)
	return err
}

// readFrame reads a frame of at most limit bytes.
func readFrame(r io.Reader, limit uint32) (kind byte, payload []byte, err error) {
	kind, length, err := readHead(r)
	if err != nil {
		return 0, nil, err
	}
	if length > limit {
		return 0, nil, errors.New("frame is too long")
	}
	payload = make([]byte, length)
	_, err = io.ReadFull(r, payload)
	return kind, payload, err
}

func readHead(r io.Reader) (kind byte, length uint32, err error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, 0, err
	}
	return head[0], binary.BigEndian.Uint32(head[1:]), nil
}
