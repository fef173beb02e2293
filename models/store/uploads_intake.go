package store

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"math"
	"sync"
	"syscall"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/reason"
)

const (
	intakeBuffer  = 256 << 10
	intakeBuffers = 32       // so an upload needs 8 MB of memory, whatever its size
	intakePiece   = 64 << 20 // what has arrived is kept for good after so many bytes
)

// intake is the bytes of one request on their way into the package store, piece by piece. They are hashed on another
// goroutine than the one that receives and writes them: hashing costs as much as both together.
type intake struct {
	r       io.Reader
	hash    hash.Hash // of the whole file
	sum     models.Checksum
	chunk   hash.Hash     // of this request's bytes; nil when they came without a checksum
	piece   int64         // bytes after which a piece ends
	most    int64         // bytes that may come in this piece
	over    error         // the refusal of more bytes than that
	ended   bool          // there is nothing more to read
	broken  error         // why it ended early
	hashed  chan struct{} // closed once the bytes of this piece are hashed
	refused error
}

// newIntake goes on with an upload where its kept bytes end. Bytes that come with a checksum are one piece: they are kept
// once they are known to be right.
func newIntake(u models.Upload, sum models.Checksum, r io.Reader) (*intake, error) {
	in := &intake{r: r, hash: sha256.New(), sum: sum, piece: intakePiece}
	switch sum.Algorithm {
	case "sha256":
		in.chunk = sha256.New()
	case "sha1":
		in.chunk = sha1.New()
	}
	if in.chunk != nil {
		in.piece = math.MaxInt64
	}
	if len(u.HashState) == 0 {
		return in, nil
	}
	return in, in.hash.(encoding.BinaryUnmarshaler).UnmarshalBinary(u.HashState)
}

// WriteTo passes a piece on to w. Buffers go round: filled and written here, hashed there, free again. What is not hashed yet
// when all is written is hashed while w brings it to the disk: see settle. A connection that breaks ends the piece like any other,
// when what arrived can be kept without knowing the rest.
func (in *intake) WriteTo(w io.Writer) (total int64, err error) {
	free, filled, done := make(chan []byte, intakeBuffers), make(chan []byte, intakeBuffers), make(chan struct{})
	in.hashed = done
	for range intakeBuffers {
		free <- make([]byte, intakeBuffer)
	}
	go func() {
		defer close(done)
		for b := range filled {
			in.digest(b)
			free <- b[:cap(b)]
		}
	}()
	defer close(filled)
	for total < in.piece && !in.ended {
		b := <-free
		n, end := fill(in.r, b)
		if in.most -= int64(n); in.most < 0 {
			return total, in.refuse(in.over)
		}
		if _, err := w.Write(b[:n]); err != nil {
			return total, err
		}
		total += int64(n)
		filled <- b[:n]
		in.end(end)
	}
	if in.broken != nil && in.chunk != nil {
		return total, in.refuse(in.broken)
	}
	return total, nil
}

// end notes that there is nothing more to read, and whether that is the end of the bytes or of the connection.
func (in *intake) end(err error) {
	if err != nil && err != io.EOF {
		in.broken = reason.ConnectionBroke.Invalid().Because(err)
	}
	in.ended = err != nil
}

// digest hashes bytes for the file and for their request at the same time.
func (in *intake) digest(b []byte) {
	var both sync.WaitGroup
	if in.chunk != nil {
		both.Go(func() { in.chunk.Write(b) })
	}
	in.hash.Write(b)
	both.Wait()
}

func (in *intake) refuse(why error) error {
	in.refused = why
	return why
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

// ErrDamaged is the cause of refusing bytes that are not what their checksum says.
var ErrDamaged = errors.New("the checksum does not fit")

// waitForHash waits until the bytes of the piece are hashed.
func (in *intake) waitForHash() {
	if in.hashed != nil {
		<-in.hashed
	}
}

// check compares the bytes of the request with their checksum, once they are hashed.
func (in *intake) check(name string) error {
	in.waitForHash()
	if in.chunk == nil {
		return nil
	}
	found := in.chunk.Sum(nil)
	if bytes.Equal(found, in.sum.Sum) {
		return nil
	}
	return models.Invalid("A part of %s arrived damaged. Its %s should be %s but is %s. Send this part again.",
		name, hashName(in.sum.Algorithm), hex.EncodeToString(in.sum.Sum), hex.EncodeToString(found)).Because(ErrDamaged)
}

func hashName(algorithm string) string {
	if algorithm == "sha1" {
		return "SHA-1"
	}
	return "SHA-256"
}

// problem gives an error of writing the bytes words for people where there are any.
func (in *intake) problem(err error) error {
	switch {
	case in.refused != nil:
		return in.refused
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, blob.ErrFull):
		return reason.StoreFull.Unavailable().Because(err)
	}
	return err
}

func (in *intake) total() string { return hex.EncodeToString(in.hash.Sum(nil)) }

func (in *intake) state() ([]byte, error) { return in.hash.(encoding.BinaryMarshaler).MarshalBinary() }
