package apple

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"appdepot/models/installer/input"
	"appdepot/models/installer/xz"
)

// A payload is an archive of kind cpio, packed with gzip, bzip2 or in Apple's chunks of xz (pbzx).
const (
	maxCPIOName = 4096
	maxCPIOList = 200_000
	modeKind    = 0o170000
	modeFile    = 0o100000
	lastEntry   = "TRAILER!!!"
)

var errCPIO = errors.New("payload is malformed")

// unpackPayload decompresses a payload, whichever way it is packed.
func unpackPayload(src *input.Source, raw io.Reader) (io.Reader, error) {
	in := bufio.NewReader(raw)
	magic, err := in.Peek(4)
	switch {
	case err != nil:
		return nil, errCPIO
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		r, err := gzip.NewReader(in)
		return src.Unpack(r), err
	case bytes.HasPrefix(magic, []byte("BZh")):
		return src.Unpack(bzip2.NewReader(in)), nil
	case string(magic) == "pbzx":
		_, _ = in.Discard(12) // the magic and the length of a chunk; what is missing shows at the first chunk
		return src.Unpack(&pbzx{in: in}), nil
	}
	return in, nil
}

// pbzx reads chunks: flags, length, and either an xz stream or, when that would not be shorter, the bytes themselves.
type pbzx struct {
	in    *bufio.Reader
	chunk *io.LimitedReader
	out   io.Reader
}

func (p *pbzx) Read(b []byte) (int, error) {
	for {
		if p.out == nil {
			if err := p.next(); err != nil {
				return 0, err
			}
		}
		n, err := p.out.Read(b)
		if err == io.EOF {
			err, p.out = p.skip(), nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// skip passes over what the decompressor left of a chunk.
func (p *pbzx) skip() error {
	_, err := io.Copy(io.Discard, p.chunk)
	return err
}

func (p *pbzx) next() error {
	head := make([]byte, 16)
	if _, err := io.ReadFull(p.in, head); err != nil {
		return err // io.EOF after the last chunk
	}
	length := binary.BigEndian.Uint64(head[8:])
	if length > 1<<40 {
		return errCPIO
	}
	p.chunk = &io.LimitedReader{R: p.in, N: int64(length)}
	p.out = p.chunk
	if magic, err := p.in.Peek(len(xz.Magic)); err == nil && string(magic) == xz.Magic {
		out, err := xz.NewReader(p.chunk)
		if err != nil {
			return err
		}
		p.out = out
	}
	return nil
}

// cpioEntry is one file of an archive; its content is read from the archive before the next entry.
type cpioEntry struct {
	name string
	mode uint64
	size int64
}

// walkCPIO visits the entries of an archive in the portable (odc) or the new form until one is not wanted.
func walkCPIO(r io.Reader, visit func(e cpioEntry, content io.Reader) (bool, error)) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for range maxCPIOList {
		e, align, err := readCPIO(in)
		if err != nil {
			return err
		}
		if e.name == lastEntry {
			return nil
		}
		content := &io.LimitedReader{R: in, N: e.size}
		if more, err := visit(e, content); err != nil || !more {
			return err
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			return err
		}
		if content.N > 0 {
			return io.ErrUnexpectedEOF
		}
		if _, err := in.Discard(padding(e.size, align)); err != nil {
			return err
		}
	}
	return errCPIO
}

// padding is how many bytes follow n to reach a multiple of align.
func padding(n, align int64) int { return int((align - n%align) % align) }

// readCPIO reads an entry's header and name. What follows is aligned in the new form only.
func readCPIO(in *bufio.Reader) (e cpioEntry, align int64, err error) {
	magic, err := in.Peek(6)
	if err != nil {
		return e, 0, err
	}
	var head []byte
	var mode, name, size string
	switch string(magic) {
	case "070707":
		head, align = make([]byte, 76), 1
	case "070701", "070702":
		head, align = make([]byte, 110), 4
	default:
		return e, 0, errCPIO
	}
	if _, err := io.ReadFull(in, head); err != nil {
		return e, 0, err
	}
	base := 8
	if mode, name, size = string(head[18:24]), string(head[59:65]), string(head[65:76]); align == 4 {
		base, mode, name, size = 16, string(head[14:22]), string(head[94:102]), string(head[54:62])
	}
	var bad [3]error
	var length uint64
	var bytes uint64
	e.mode, bad[0] = strconv.ParseUint(mode, base, 32)
	length, bad[1] = strconv.ParseUint(name, base, 32)
	bytes, bad[2] = strconv.ParseUint(size, base, 40)
	if errors.Join(bad[:]...) != nil || length < 1 || length > maxCPIOName {
		return e, 0, errCPIO
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(in, text); err != nil {
		return e, 0, err
	}
	e.name, e.size = strings.TrimRight(string(text), "\x00"), int64(bytes)
	_, err = in.Discard(padding(int64(len(head))+int64(length), align))
	return e, align, err
}

// appOf gives the app that an entry is the Info.plist of, with its path; "" for any other entry and for apps in apps.
func appOf(e cpioEntry) string {
	name := path.Clean("/" + e.name)
	app, ok := strings.CutSuffix(name, ".app/Contents/Info.plist")
	if !ok || e.mode&modeKind != modeFile || nested(app+".app") {
		return ""
	}
	return app + ".app"
}
