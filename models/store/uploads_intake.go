package store

import (
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"syscall"

	"appdepot/models"
)

const (
	intakeBuffer  = 256 << 10
	intakeBuffers = 8 // so an upload needs 2 MB of memory, whatever its size
)

// intake is the bytes of one request on their way into the package store. They are hashed on another goroutine than the
// one that receives and writes them: hashing costs as much as both together.
type intake struct {
	r       io.Reader
	hash    hash.Hash
	left    int64 // bytes that may still come
	over    error // the refusal of more bytes than that
	refused error // why reading ended early
}

// newIntake goes on with an upload where its kept bytes end.
func newIntake(u models.Upload, r io.Reader) (*intake, error) {
	in := &intake{r: r, hash: sha256.New(), left: u.SizeLimit - u.Received, over: tooLarge(u.SizeLimit)}
	if u.Size >= 0 && u.Size < u.SizeLimit {
		in.left = u.Size - u.Received
		in.over = models.Invalid("More arrived than the %s bytes that were announced. Upload the file again.", u.Size)
	}
	if len(u.HashState) == 0 {
		return in, nil
	}
	return in, in.hash.(encoding.BinaryUnmarshaler).UnmarshalBinary(u.HashState)
}

// WriteTo passes everything on to w. Buffers go round: filled and written here, hashed there, free again.
func (in *intake) WriteTo(w io.Writer) (total int64, err error) {
	free, filled, done := make(chan []byte, intakeBuffers), make(chan []byte, intakeBuffers), make(chan struct{})
	for range intakeBuffers {
		free <- make([]byte, intakeBuffer)
	}
	go func() {
		defer close(done)
		for b := range filled {
			in.hash.Write(b)
			free <- b[:cap(b)]
		}
	}()
	defer func() {
		close(filled)
		<-done
	}()
	for {
		b := <-free
		n, end := fill(in.r, b)
		if in.left -= int64(n); in.left < 0 {
			in.refused = in.over
			return total, in.over
		}
		if _, err := w.Write(b[:n]); err != nil {
			return total, err
		}
		total += int64(n)
		filled <- b[:n]
		if end == io.EOF {
			return total, nil
		}
		if end != nil {
			in.refused = models.Invalid("The file did not arrive completely: the connection broke. Upload it again.").Because(end)
			return total, in.refused
		}
	}
}

// Read completes io.Reader; the package store uses WriteTo.
func (in *intake) Read([]byte) (int, error) { return 0, errors.ErrUnsupported }

// fill reads until b is full. It gives the reader's own error, so that a broken connection is never taken for the end.
func fill(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var m int
		m, err = r.Read(b[n:])
		n += m
	}
	return n, err
}

// problem gives an error of writing the bytes words for people where there are any.
func (in *intake) problem(err error) error {
	switch {
	case in.refused != nil:
		return in.refused
	case errors.Is(err, syscall.ENOSPC):
		return models.Unavailable("The package store is full. Ask who runs Appdepot to make room, then upload the file again.").Because(err)
	}
	return err
}

func (in *intake) sum() string { return hex.EncodeToString(in.hash.Sum(nil)) }

func (in *intake) state() ([]byte, error) { return in.hash.(encoding.BinaryMarshaler).MarshalBinary() }
