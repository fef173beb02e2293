package input

import (
	"io"
)

// ReadAhead gives the bytes of r in pieces of 1 MiB, and reads the next piece meanwhile: fetching and computing then take the
// time of the slower one. use must not keep a piece, nor read from the same source.
func ReadAhead(r io.Reader, use func([]byte) error) error {
	type piece struct {
		b   []byte
		err error
	}
	pieces, free := make(chan piece), make(chan []byte, 2)
	free <- make([]byte, ChunkSize)
	free <- make([]byte, ChunkSize)
	go func() {
		defer close(pieces)
		for b := range free {
			n, err := io.ReadFull(r, b)
			pieces <- piece{b[:n], err}
			if err != nil {
				return
			}
		}
	}()
	var used error
	open := true
	for p := range pieces {
		if used == nil {
			used = use(p.b)
		}
		switch {
		case p.err == io.EOF || p.err == io.ErrUnexpectedEOF:
		case p.err != nil && used == nil:
			used = p.err
		case used == nil:
			free <- p.b[:cap(p.b)]
			continue
		}
		if open {
			open = false
			close(free)
		}
	}
	return used
}
