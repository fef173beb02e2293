package pgtest

import (
	"bufio"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// instance is a running server.
type instance struct {
	port     int
	password string
	lifeline io.Closer // the server ends when this end of the pipe closes; the kernel closes it when we die
}

func (s *instance) url(database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword("test", s.password),
		Host: fmt.Sprintf("127.0.0.1:%d", s.port), Path: database, RawQuery: "sslmode=disable",
	}
	return u.String()
}

// supervise is the shell that keeps the server: it waits for the end of its standard input, then ends the server as a crash does and
// removes its folder, unless that is to be kept. It gives up its own standard error, so that the log we read ends when the server does. A signal
// tied to the parent (Pdeathsig) would leave the folder behind, and can fire when a mere thread ends.
const supervise = `
"$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
	-c fsync=off -c synchronous_commit="$4" -c full_page_writes=off -c autovacuum=off \
	-c shared_buffers=32MB -c max_connections=200 </dev/null &
server=$!
exec 2>/dev/null
read -r _
kill -QUIT $server
wait $server
[ "$5" = keep ] || rm -rf "$2"`

// start makes a data folder and starts a server on it.
func start() (*instance, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	attr, err := unprivileged()
	if err != nil {
		return nil, err
	}
	// Not t.TempDir(): another user has to enter it, and it outlives the test that asked first.
	dir, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		return nil, err
	}
	s := &instance{password: rand.Text()}
	if err := initialize(bin, dir, s.password, attr); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	_, err = s.launch(bin, dir, attr, "off", "")
	return s, err
}

// launch starts the server on its folder, and gives the shell that keeps it.
func (s *instance) launch(bin, dir string, attr *syscall.SysProcAttr, commit, after string) (*exec.Cmd, error) {
	cmd := exec.Command("/bin/sh", "-c", supervise, "sh", bin, dir, strconv.Itoa(s.port), commit, after)
	cmd.Dir, cmd.SysProcAttr = dir, attr
	var err error
	if s.lifeline, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	log, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd, ready(log)
}

// initialize makes the data folder, owned by the user who will run the server.
func initialize(bin, dir, password string, attr *syscall.SysProcAttr) error {
	secret := filepath.Join(dir, "password")
	if err := os.WriteFile(secret, []byte(password), 0o600); err != nil {
		return err
	}
	if c := attr.Credential; c != nil {
		for _, path := range []string{dir, secret} {
			if err := os.Chown(path, int(c.Uid), int(c.Gid)); err != nil {
				return err
			}
		}
	}
	cmd := exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"), "-U", "test",
		"-A", "password", "--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync")
	cmd.Dir, cmd.SysProcAttr = dir, attr
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

// ready reads the server's log until it accepts connections, and goes on reading so that the server never waits for us.
func ready(log io.Reader) error {
	var said strings.Builder
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "ready to accept connections") {
			go io.Copy(io.Discard, log)
			return nil
		}
		said.WriteString(lines.Text() + "\n")
	}
	return fmt.Errorf("the server ended before it was ready:\n%s", said.String())
}

// unprivileged says how to start a program: in a process group of its own, so that Ctrl-C reaches the tests and not the
// server, and never as root, which Postgres refuses.
func unprivileged() (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() != 0 {
		return attr, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return attr, nil
}

// binaries finds the folder with initdb and postgres: Debian's newest version, else the one on the PATH.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		newest := slices.MaxFunc(found, func(a, b string) int { return cmp.Compare(version(a), version(b)) })
		return filepath.Dir(newest), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("no Postgres is installed (Debian: apt-get install postgresql); tests on it need initdb and postgres")
	}
	return filepath.Dir(path), nil
}

// version is the number in /usr/lib/postgresql/15/bin/initdb.
func version(path string) float64 {
	v, _ := strconv.ParseFloat(filepath.Base(filepath.Dir(filepath.Dir(path))), 64)
	return v
}

// freePort asks the kernel for a port that nobody uses.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
