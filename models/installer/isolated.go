package installer

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/picture"
	"appdepot/models/reason"
)

// Isolated inspects packages in a child process of the same program. A package that makes a reader overflow its stack,
// fill the memory or run forever ends that process, not the server. The program must call ServeChild when it starts.
type Isolated struct {
	Exe         string        // program to start; "" is this one
	Timeout     time.Duration // for the whole inspection, reads from the store included; 0 is 30 seconds
	MemoryLimit int64         // bytes of memory the child tries to stay below; 0 is 96 MiB
}

const (
	childArgument  = "inspect-package-child"
	childReadsFile = "file" // last argument of a child that has the package's file
	childFile      = 3      // its number
	maxStderr      = 4 << 10
	ownMemory      = 96 << 20 // beside the pages of the program itself, which all its processes share
	waitForStderr  = time.Second
	waitAfterKill  = 2 * time.Second
)

// Inspect is like the function of that name. The package may be in any store: the child asks for the ranges it needs, from
// 4 bytes to 1 MiB. When r is a file, or has a method File() *os.File, the child reads that file itself. A child that dies, takes
// too long or answers what makes no sense is the package's fault, and so an error of kind Invalid. When the time is over while r
// is being read, that one read goes on after Inspect has returned.
func (i Isolated) Inspect(ctx context.Context, r io.ReaderAt, size int64) (facts.Report, error) {
	var report facts.Report
	if _, err := i.run(ctx, taskInspect, r, size, &report); err != nil {
		return facts.Report{}, err
	}
	if !validIcon(report.Icon) {
		return facts.Report{}, unreadableBecause(errors.New("the child's picture is none"))
	}
	return report, nil
}

// Verify checks the signatures of a package. Everything said about Inspect holds; a signature that does not hold is no error.
func (i Isolated) Verify(ctx context.Context, r io.ReaderAt, size int64) (facts.Signature, error) {
	var s facts.Signature
	if _, err := i.run(ctx, taskVerify, r, size, &s); err != nil {
		return facts.Signature{}, err
	}
	return s, nil
}

// run has a child do a task and reads its answer into result. It gives the state of the ended child as well, nil when it did
// not start.
func (i Isolated) run(ctx context.Context, task string, r io.ReaderAt, size int64, result any) (*os.ProcessState, error) {
	timeout := cmp.Or(i.Timeout, 30*time.Second)
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	child, err := i.start(limited, task, timeout, readable(r))
	if err != nil {
		return nil, fmt.Errorf("start inspecting child: %w", err)
	}
	answers := make(chan answer, 1)
	go func() { answers <- serveRanges(child.in, child.out, r, size, result) }()
	var a answer
	select {
	case a = <-answers:
	case <-limited.Done():
	}
	late := errors.Is(limited.Err(), context.DeadlineExceeded)
	if a.kind == invalidAnswer {
		defer time.AfterFunc(waitForStderr, cancel).Stop() // a child that fails may tell why on its way out
	} else {
		cancel()
	}
	ended := child.cmd.Wait()
	switch {
	case ctx.Err() != nil:
		err = fmt.Errorf("inspect package: %w", ctx.Err())
	case a.failed != nil:
		err = fmt.Errorf("read package: %w", a.failed)
	case a.kind == 0, a.kind == invalidAnswer && late:
		err = reason.ReadTimedOut.Of(int(timeout.Seconds())).Invalid()
	default:
		err = a.refusal(errors.Join(ended, errors.New(child.stderr.String())))
	}
	return child.cmd.ProcessState, err
}

// readable opens the file that holds a package once more, for reading only; nil when there is none or this system cannot.
func readable(r io.ReaderAt) *os.File {
	f, _ := r.(*os.File)
	if in, ok := r.(interface{ File() *os.File }); ok {
		f = in.File()
	}
	if f == nil {
		return nil
	}
	again, err := os.Open(fmt.Sprintf("/proc/self/fd/%d", f.Fd()))
	if err != nil {
		return nil
	}
	return again
}

// process is a running child.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    io.ReadCloser
	stderr *limitedBuffer
}

// start starts a child; content is nil or the package's file, which is closed here.
func (i Isolated) start(ctx context.Context, task string, timeout time.Duration, content *os.File) (*process, error) {
	if content != nil {
		defer content.Close()
	}
	if isChild() {
		return nil, errors.New("this program does not call ServeChild when it starts")
	}
	exe := i.Exe
	if exe == "" {
		var err error
		if exe, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	memory := cmp.Or(i.MemoryLimit, ownMemory)
	seconds := 2*int64(timeout/time.Second) + 1 // of processor time; checking signatures uses two processors
	cmd := exec.CommandContext(ctx, exe, childArgument, task, strconv.FormatInt(memory, 10), strconv.FormatInt(seconds, 10))
	if content != nil {
		cmd.ExtraFiles = []*os.File{content}
		cmd.Args = append(cmd.Args, childReadsFile)
	}
	cmd.Env = []string{} // nothing of ours: it holds secrets
	cmd.Dir = "/"
	cmd.WaitDelay = waitAfterKill
	p := &process{cmd: cmd, stderr: &limitedBuffer{}}
	cmd.Stderr = p.stderr
	var err error
	if p.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if p.out, err = cmd.StdoutPipe(); err != nil {
		return nil, err
	}
	return p, cmd.Start()
}

// limitedBuffer keeps the beginning of what the child says on its way out, for the log.
type limitedBuffer struct{ bytes.Buffer }

func (k *limitedBuffer) Write(p []byte) (int, error) {
	k.Buffer.Write(p[:min(len(p), maxStderr-min(k.Len(), maxStderr))])
	return len(p), nil
}

// answer is how a conversation with a child ended; kind 0 means that it did not.
type answer struct {
	kind    byte
	refused refusal
	failed  error // the store could not be read
}

// refusal is a *models.Error on its way between processes.
type refusal struct {
	Kind   models.Kind   `json:"kind"`
	Reason models.Reason `json:"reason"`
}

const invalidAnswer = 'x' // kind of an answer that makes no sense

// refusal gives the error of an answer without a report; how the child ended becomes its cause.
func (a answer) refusal(ended error) error {
	switch {
	case a.kind == frameReport:
		return nil
	case a.kind == frameRefusal && a.refused.Kind == models.KindTooLarge:
		return a.refused.Reason.TooLarge()
	case a.kind == frameRefusal:
		return a.refused.Reason.Invalid()
	}
	return unreadableBecause(ended)
}

func unreadableBecause(cause error) error {
	return reason.PackageUnreadable.Invalid().Because(cause)
}

// serveRanges answers the child's questions until it gives its answer, which is read into result.
func serveRanges(in io.WriteCloser, out io.Reader, r io.ReaderAt, size int64, result any) answer {
	defer in.Close()
	if writeFrame(in, frameSize, binary.BigEndian.AppendUint64(nil, uint64(size))) != nil {
		return answer{kind: invalidAnswer}
	}
	var buffer []byte // of the largest frame so far
	for {
		kind, payload, err := readFrame(out, maxAnswer)
		if err != nil || kind != frameRead {
			return readAnswer(kind, payload, err, result)
		}
		off, length, ok := askedRange(payload, size)
		if !ok {
			return answer{kind: invalidAnswer}
		}
		buffer = slices.Grow(buffer[:0], frameHead+length)[:frameHead+length]
		if n, err := r.ReadAt(buffer[frameHead:], off); n < length {
			_ = writeFrame(in, frameFailed, nil) // the child is of no more use whether it hears this or not
			return answer{kind: invalidAnswer, failed: cmp.Or(err, io.ErrUnexpectedEOF)}
		}
		putHead(buffer, frameData, length)
		if _, err := in.Write(buffer); err != nil {
			return answer{kind: invalidAnswer}
		}
	}
}

// readAnswer reads the child's last frame.
func readAnswer(kind byte, payload []byte, err error, result any) answer {
	a := answer{kind: kind}
	switch {
	case err == nil && kind == frameReport:
		err = json.Unmarshal(payload, result)
	case err == nil && kind == frameRefusal:
		err = json.Unmarshal(payload, &a.refused)
	default:
		a.kind = invalidAnswer
	}
	if err != nil {
		a.kind = invalidAnswer
	}
	return a
}

// validIcon looks again at the one thing from the child that browsers will interpret.
func validIcon(i *facts.Icon) bool {
	return i == nil || i.Media != "" && i.Media == picture.MediaType(i.Data)
}

// askedRange is the range that the child asked for, if it may ask that.
func askedRange(question []byte, size int64) (off int64, length int, ok bool) {
	if len(question) != 12 {
		return 0, 0, false
	}
	off, length = int64(binary.BigEndian.Uint64(question)), int(binary.BigEndian.Uint32(question[8:]))
	return off, length, off >= 0 && length >= 1 && length <= maxRange && off <= size && int64(length) <= size-off
}
