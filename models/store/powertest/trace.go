package powertest

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// traced are the calls that change files, and those that tell where. Not every system has those with a question mark.
const traced = "?open,openat,?creat,write,pwrite64,writev,pwritev,pwritev2,lseek,ftruncate,truncate,fsync,fdatasync,?rename,renameat,renameat2," +
	"?unlink,unlinkat,?mkdir,mkdirat,?link,linkat,?symlink,symlinkat,?rmdir,copy_file_range,sendfile,splice"

// Tape is what a program did to a folder, call by call.
type Tape struct {
	folder string
	calls  []call
}

// Watch runs a program, which begins with an empty folder, to its end. What it writes to its standard output is what it promises: see
// Cut. Without strace the test is skipped, except in CI; where nobody may watch a program, it is skipped too.
func Watch(t testing.TB, folder string, program *exec.Cmd) *Tape {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("strace is not installed, so nobody sees what is synced")
	}
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "trace")
	program.Args = slices.Concat([]string{strace, "-f", "-y", "-xx", "-s", "16777216", "-e", "signal=none", "-e", "trace=" + traced, "-o", out, "--", program.Path}, program.Args[1:])
	program.Path = strace
	if said, err := program.CombinedOutput(); err != nil {
		if bytes.Contains(said, []byte("PTRACE")) && bytes.Contains(said, []byte("not permitted")) {
			t.Skipf("this machine lets nobody watch a program:\n%s", said)
		}
		t.Fatalf("the program under strace: %v\n%s", err, said)
	}
	tape := &Tape{folder: folder}
	tape.read(t, out)
	return tape
}

// call is a call to the system that has succeeded, or a promise.
type call struct {
	name, args   string   // as strace writes them
	texts        []string // of the arguments: paths, or the bytes that were written
	number, path string   // of the open file that it is about, when it begins with one
	result       int64
	began        int // how many calls had ended when it began
	promise      bool
}

var (
	whole   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	begun   = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	resumed = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)`)
)

// read joins the two halves of calls that others interrupted. A promise counts from when it is made, everything else once it is done.
func (tape *Tape) read(t testing.TB, trace string) {
	f, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	open := map[string]call{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 128<<20)
	for lines.Scan() {
		line := lines.Text()
		if m := whole.FindStringSubmatch(line); m != nil {
			tape.add(call{name: m[2], args: m[3], began: len(tape.calls)}, m[4])
		} else if m := begun.FindStringSubmatch(line); m != nil {
			c := call{name: m[2], args: m[3], began: len(tape.calls)}
			if promises(c) {
				tape.add(c, "1")
				continue
			}
			open[m[1]] = c
		} else if m := resumed.FindStringSubmatch(line); m != nil {
			if c, is := open[m[1]]; is {
				c.args += m[3]
				tape.add(c, m[4])
				delete(open, m[1])
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func promises(c call) bool { return c.name == "write" && strings.HasPrefix(c.args, "1<") }

func (tape *Tape) add(c call, result string) {
	if c.result, _ = strconv.ParseInt(result, 10, 64); c.result < 0 {
		return
	}
	for i, text := range strings.Split(c.args, `"`) {
		if i%2 == 1 {
			c.texts = append(c.texts, decoded(text))
		}
	}
	if m := descriptor.FindStringSubmatch(c.args); m != nil {
		c.number, c.path = m[1], decoded(m[2])
	}
	c.promise = promises(c)
	tape.calls = append(tape.calls, c)
}

// Promises are what the program wrote to its standard output, in order.
func (tape *Tape) Promises() (said []string) {
	for _, c := range tape.calls {
		if c.promise {
			said = append(said, c.texts[0])
		}
	}
	return said
}

// Cut makes a folder as it is when the power fails right after the program made its promise of that number.
func (tape *Tape) Cut(t testing.TB, promise int) string {
	t.Helper()
	for i, c := range tape.calls {
		if c.promise {
			if promise--; promise < 0 {
				return tape.CutAfter(t, i)
			}
		}
	}
	t.Fatal("the program made no such promise")
	return ""
}

// Syncs is how many times files and folders were synced between two promises.
func (tape *Tape) Syncs(from, to int) (n int) {
	promise := -1
	for _, c := range tape.calls {
		if c.promise {
			promise++
		}
		if promise >= from && promise < to && (c.name == "fsync" || c.name == "fdatasync") {
			n++
		}
	}
	return n
}

// Calls is how many calls and promises there are.
func (tape *Tape) Calls() int { return len(tape.calls) }

// CutAfter makes a folder as it is when the power fails after so many calls and promises.
func (tape *Tape) CutAfter(t testing.TB, calls int) string {
	t.Helper()
	d := newDisk(t, tape.folder)
	for i, c := range tape.calls[:calls] {
		if !c.promise {
			d.apply(i, c)
		}
	}
	return d.save(t.TempDir())
}

// PromisesBy are those of the first calls.
func (tape *Tape) PromisesBy(calls int) []string {
	return (&Tape{calls: tape.calls[:calls]}).Promises()
}

var descriptor = regexp.MustCompile(`^(\d+)<((?:\\x[0-9a-f]{2})*)>`)

// decoded are the bytes that strace writes as \x00.
func decoded(s string) string {
	b, err := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
	if err != nil {
		panic(err) // strace writes everything like this
	}
	return string(b)
}

// last is the last argument, a number.
func (c call) last() int64 {
	n, _ := strconv.ParseInt(strings.TrimSpace(c.args[strings.LastIndexByte(c.args, ',')+1:]), 10, 64)
	return n
}
