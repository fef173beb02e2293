package installer

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"

	"appdepot/models"
	"appdepot/models/installer/input"
)

// ServeChild does nothing in a program that was started for anything else than inspecting one package. In a child that
// Isolated started it inspects that package and ends the process. Programs call it first thing in main, tests that
// inspect in TestMain.
func ServeChild() {
	if !isChild() {
		return
	}
	if err := serveChild(os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func isChild() bool { return len(os.Args) > 1 && os.Args[1] == childArgument }

// serveChild takes what to do and its limits from the arguments: a task, bytes of memory, seconds of processor time, and
// whether it has the package's file.
func serveChild(arguments []string) error {
	if len(arguments) < 3 || len(arguments) > 4 || tasks[arguments[0]] == nil {
		return errors.New("the inspecting child is started by its parent only")
	}
	memory, err1 := strconv.ParseInt(arguments[1], 10, 64)
	seconds, err2 := strconv.ParseUint(arguments[2], 10, 32)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if err := limitResources(memory, seconds); err != nil {
		return err
	}
	var file *os.File
	if arguments[len(arguments)-1] == childReadsFile {
		file = os.NewFile(childFile, "package")
	}
	return inspectForParent(tasks[arguments[0]], os.Stdin, os.Stdout, file)
}

const (
	maxStack  = 64 << 20 // Go's own limit is 1 GB
	collectAt = 40       // percent by which garbage may exceed what is in use; Go's own limit is 100
)

// limitResources sets the limits of this process.
func limitResources(memory int64, seconds uint64) error {
	debug.SetMemoryLimit(memory)
	debug.SetGCPercent(collectAt)
	debug.SetMaxStack(maxStack)
	return limitProcess(seconds)
}

// inspectForParent does the task with the package that the parent holds and sends the answer. File is the package's file or nil.
func inspectForParent(task func(*input.Source) (any, error), in io.Reader, out io.Writer, file *os.File) error {
	kind, payload, err := readFrame(in, 8)
	if err != nil || kind != frameSize || len(payload) != 8 {
		return errors.Join(errors.New("no size from the parent"), err)
	}
	size := int64(binary.BigEndian.Uint64(payload))
	src := input.New(nil, &remote{in: bufio.NewReader(in), out: out, size: size, file: file, blocks: map[int64][]byte{}}, size)
	answer, err := task(src)
	if src.Failed != nil {
		return src.Failed
	}
	if refused, ok := errors.AsType[*models.Error](err); ok {
		return sendJSON(out, frameRefusal, refusal{refused.Kind, models.ReasonOf(refused)})
	}
	if err != nil {
		return err
	}
	return sendJSON(out, frameReport, answer)
}

func sendJSON(out io.Writer, kind byte, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return writeFrame(out, kind, b)
}

const (
	blockBytes = 64 << 10
	maxBlocks  = 64
)

// remote is the package as the child sees it: ranges asked of the parent. The blocks read last are kept, because
// readers look at the same few places in small steps.
type remote struct {
	in     io.Reader
	out    io.Writer
	size   int64
	file   *os.File         // read first, nil without one
	blocks map[int64][]byte // by number
	order  []int64          // of the blocks kept, the oldest first
}

func (r *remote) ReadAt(p []byte, off int64) (int, error) {
	if r.file != nil {
		if n, err := r.file.ReadAt(p, off); err == nil {
			return n, nil
		}
		r.file = nil // the parent, who has the store, knows better what is wrong
	}
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if len(p)-n >= blockBytes {
			length := min(len(p)-n, maxRange)
			if err := r.fetch(p[n:n+length], at); err != nil {
				return n, err
			}
			n += length
			continue
		}
		b, err := r.block(at / blockBytes)
		if err != nil {
			return n, err
		}
		n += copy(p[n:], b[at%blockBytes:])
	}
	return n, nil
}

func (r *remote) block(number int64) ([]byte, error) {
	if b, ok := r.blocks[number]; ok {
		return b, nil
	}
	b := make([]byte, max(0, min(blockBytes, r.size-number*blockBytes)))
	if err := r.fetch(b, number*blockBytes); err != nil {
		return nil, err
	}
	if len(r.order) == maxBlocks {
		delete(r.blocks, r.order[0])
		r.order = r.order[1:]
	}
	r.blocks[number], r.order = b, append(r.order, number)
	return b, nil
}

// fetch asks for a range.
func (r *remote) fetch(p []byte, off int64) error {
	if len(p) == 0 || off+int64(len(p)) > r.size {
		return io.ErrUnexpectedEOF
	}
	question := binary.BigEndian.AppendUint64(nil, uint64(off))
	if err := writeFrame(r.out, frameRead, binary.BigEndian.AppendUint32(question, uint32(len(p)))); err != nil {
		return err
	}
	kind, length, err := readHead(r.in)
	if err == nil && (kind != frameData || int(length) != len(p)) {
		err = errors.New("the parent cannot read the package")
	}
	if err != nil {
		return err
	}
	_, err = io.ReadFull(r.in, p)
	return err
}
