package web

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"github.com/labstack/echo/v4"
)

// Deadlines are how long senders and receivers may keep a connection busy. What is zero takes the usual time.
type Deadlines struct {
	Message time.Duration // that a form or a message may take to arrive, and a page to be taken
	Stall   time.Duration // that a file may stand still
	Rate    int64         // bytes a second that a file moves at least, apart from that
}

const (
	messageTime = 2 * time.Minute // a form with the largest logo needs 35 KB a second
	stallTime   = 30 * time.Second
	slowestFile = 4 << 10 // bytes a second

	// downloadPiece is how many bytes go out under one deadline: few enough for the slowest, so many that the kernel sends them by itself.
	downloadPiece = 256 << 10
)

const deadlinesKey = "deadlines" // *Deadlines of the server

func (d Deadlines) message() time.Duration { return cmp.Or(d.Message, messageTime) }

// deadlines bounds the time of every request: its body has to arrive, and its answer to be taken. What the server does in between is not
// counted. Bodies of files move their own deadline; see pacedBody and Download.
func (s *Server) deadlines(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(deadlinesKey, &s.Deadlines)
		line, r := http.NewResponseController(c.Response().Writer), c.Request()
		if r.Body != nil && r.Body != http.NoBody {
			_ = line.SetReadDeadline(time.Now().Add(s.Deadlines.message())) // tests without a connection have no deadlines
			r.Body = &body{r.Body, line}
		}
		c.Response().Before(func() { _ = line.SetWriteDeadline(time.Now().Add(s.Deadlines.message())) })
		return next(c)
	}
}

// body is a request's body, whose deadline ends with it: a deadline that passed later would cancel the request.
type body struct {
	io.ReadCloser
	line *http.ResponseController
}

// Read marks what keeps the body from arriving as the sender's.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		_ = b.line.SetReadDeadline(time.Time{})
	} else if err != nil {
		err = &senderError{err}
	}
	return n, err
}

// senderError says that a body did not arrive: its sender is too slow, or has gone.
type senderError struct{ cause error }

func (e *senderError) Error() string { return "the body did not arrive: " + e.cause.Error() }

func (e *senderError) Unwrap() error { return e.cause }

// ClientGone reports whether a request failed because whoever made it went away or takes too long. That is no fault of the server.
func ClientGone(c echo.Context, err error) bool {
	if _, late := errors.AsType[*senderError](err); late || c.Request().Context().Err() != nil {
		return true
	}
	broken := errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || isTimeout(err)
	return c.Response().Committed && broken
}

func isTimeout(err error) bool {
	timeout, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err)
	return ok && timeout.Timeout()
}

// pace is the time that a file may still stand still. It starts at the most, waiting takes from it, and every byte gives some back.
type pace struct {
	most, left time.Duration
	rate       int64
}

func (d Deadlines) pace() pace {
	most := cmp.Or(d.Stall, stallTime)
	return pace{most, most, cmp.Or(d.Rate, slowestFile)}
}

// earned is the time that so many bytes may take.
func (p *pace) earned(n int64) time.Duration {
	return time.Duration(n) * time.Second / time.Duration(p.rate)
}

func (p *pace) moved(n int64, took time.Duration) { p.left = min(p.most, p.left-took+p.earned(n)) }

// pacedBody is a file on its way in, which may take as long as it moves.
type pacedBody struct {
	io.ReadCloser
	line *http.ResponseController
	pace pace
}

func paceBody(c echo.Context) {
	if d, ok := c.Get(deadlinesKey).(*Deadlines); ok {
		c.Request().Body = &pacedBody{c.Request().Body, http.NewResponseController(c.Response().Writer), d.pace()}
	}
}

// Read gives the sender the time that is left.
func (b *pacedBody) Read(p []byte) (int, error) {
	begun := time.Now()
	_ = b.line.SetReadDeadline(begun.Add(b.pace.left))
	n, err := b.ReadCloser.Read(p)
	b.pace.moved(int64(n), time.Since(begun))
	return n, err
}

// Download is the writer for a file, which may take as long as it moves. It writes to the connection itself, so that the kernel can send
// a part of a file.
func Download(c echo.Context) *Sender {
	w, d := c.Response().Writer, &Deadlines{}
	if of, ok := c.Get(deadlinesKey).(*Deadlines); ok {
		d = of
	}
	return &Sender{ResponseWriter: w, line: http.NewResponseController(w), pace: d.pace(), answer: c.Response()}
}

// Sender writes a file to a connection, see Download.
type Sender struct {
	// MayEnd is asked before the last bytes of an answer go out, and told how many it has. While they are missing, nobody takes the answer for
	// whole. Nil agrees.
	MayEnd func(length int64) error

	http.ResponseWriter
	line    *http.ResponseController
	pace    pace
	answer  *echo.Response
	length  int64 // of the answer in bytes; zero when nobody said it
	sent    int64
	refusal error
}

// Refusal is what MayEnd had against the end. Whoever returns it to Echo has the connection broken off.
func (d *Sender) Refusal() error { return d.refusal }

// WriteHeader tells Echo what was answered.
func (d *Sender) WriteHeader(status int) {
	d.answer.Status, d.answer.Committed = status, true
	d.length, _ = strconv.ParseInt(d.Header().Get(echo.HeaderContentLength), 10, 64)
	d.ResponseWriter.WriteHeader(status)
}

// Write writes in pieces.
func (d *Sender) Write(b []byte) (total int, err error) {
	for len(b) > 0 && err == nil {
		n := 0
		piece := b[:min(len(b), downloadPiece)]
		err = d.piece(int64(len(piece)), func() (int64, error) {
			n, err = d.ResponseWriter.Write(piece)
			return int64(n), err
		})
		total, b = total+n, b[n:]
	}
	return total, err
}

// ReadFrom sends in pieces what the kernel can send by itself, which is a part of a file.
func (d *Sender) ReadFrom(r io.Reader) (total int64, err error) {
	part, isPart := r.(*io.LimitedReader)
	direct, ok := d.ResponseWriter.(io.ReaderFrom)
	if !isPart || !ok {
		return io.Copy(struct{ io.Writer }{d}, r)
	}
	for part.N > 0 && err == nil {
		want := min(part.N, downloadPiece)
		n := int64(0)
		err = d.piece(want, func() (int64, error) {
			n, err = direct.ReadFrom(&io.LimitedReader{R: part.R, N: want})
			return n, err
		})
		total, part.N = total+n, part.N-n
		if n < want {
			break
		}
	}
	return total, err
}

// piece gives the receiver the time that is left, and what the piece may take by itself.
func (d *Sender) piece(length int64, send func() (int64, error)) error {
	if d.sent+length >= d.length && d.MayEnd != nil {
		if d.refusal = d.MayEnd(d.length); d.refusal != nil {
			return d.refusal
		}
		d.MayEnd = nil
	}
	begun := time.Now()
	d.answer.Committed = true
	_ = d.line.SetWriteDeadline(begun.Add(d.pace.left + d.pace.earned(downloadPiece)))
	n, err := send()
	d.answer.Size += n
	d.sent += n
	d.pace.moved(n, time.Since(begun))
	return err
}
