package pgtest

import (
	"crypto/rand"
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// Server is a Postgres of a test's own, which can crash. What it committed is written then, as it is with a Postgres in use; only a power cut
// would take it back.
type Server struct {
	t        testing.TB
	instance instance
	bin, dir string
	attr     *syscall.SysProcAttr
	shell    *exec.Cmd
}

// NewServer starts one, which ends with the test. Without Postgres the test is skipped, or fails when CI=true.
func NewServer(t testing.TB) *Server {
	t.Helper()
	need(t)
	s := &Server{t: t, instance: instance{password: rand.Text()}}
	var err error
	if s.bin, err = binaries(); err == nil {
		s.attr, err = unprivileged()
	}
	if err == nil {
		s.dir, err = os.MkdirTemp("", "pgtest")
	}
	if err == nil {
		err = initialize(s.bin, s.dir, s.instance.password, s.attr)
	}
	if err == nil {
		s.instance.port, err = freePort()
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() {
		s.Crash()
		os.RemoveAll(s.dir)
	})
	return s
}

// URL is the address of its only database.
func (s *Server) URL() string { return s.instance.url("postgres") }

// Start starts it again, and returns when it answers.
func (s *Server) Start() {
	s.t.Helper()
	var err error
	if s.shell, err = s.instance.launch(s.bin, s.dir, s.attr, "on", "keep"); err != nil {
		s.t.Fatal(err)
	}
}

// Crash ends it at once, in the middle of whatever it does.
func (s *Server) Crash() {
	s.t.Helper()
	s.instance.lifeline.Close()
	s.shell.Wait()
}
