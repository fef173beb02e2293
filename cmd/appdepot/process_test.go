package main

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"appdepot/views/link"
)

// serving makes this test binary be the server: see TestMain.
const serving = "APPDEPOT_TEST_SERVES"

// process is a server in a process of its own, which can be killed.
type process struct {
	t       *testing.T
	cmd     *exec.Cmd
	URL     string
	mu      sync.Mutex
	printed bytes.Buffer
	logged  bytes.Buffer
	quiet   chan struct{} // closed when it prints no more
}

var runsAt = regexp.MustCompile(`Appdepot runs at (https?://\S+)`)

// start starts "serve" and waits until it says where it runs. Nothing of the surroundings counts but env.
func start(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(os.Args[0], append([]string{"serve"}, args...)...), quiet: make(chan struct{})}
	p.cmd.Env = append([]string{serving + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir()}, env...)
	p.cmd.Stderr = io.MultiWriter(t.Output(), &logOf{p})
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	found := make(chan string, 1)
	go p.listen(out, found)
	select {
	case p.URL = <-found:
	case <-p.quiet:
		t.Fatalf("the server ended before it ran; it printed:\n%s", p.output())
	}
	return p
}

// listen keeps what the server prints and finds its address.
func (p *process) listen(out io.Reader, found chan<- string) {
	defer close(p.quiet)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		p.mu.Lock()
		p.printed.WriteString(lines.Text() + "\n")
		p.mu.Unlock()
		if m := runsAt.FindStringSubmatch(lines.Text()); m != nil {
			found <- m[1]
		}
	}
}

func (p *process) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.printed.String()
}

// errors is what the server has logged.
func (p *process) errors() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.logged.String()
}

// logOf keeps what a server logs.
type logOf struct{ p *process }

func (l *logOf) Write(b []byte) (int, error) {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	return l.p.logged.Write(b)
}

// kill ends the server as a power cut would.
func (p *process) kill() {
	p.cmd.Process.Kill() // fails when it has ended, which is as well
	<-p.quiet
	p.cmd.Wait()
}

// client is somebody who is signed in and follows no redirect.
type client struct {
	*http.Client
	t   *testing.T
	URL string
}

func signIn(t *testing.T, address, email, password string) client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := client{&http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, t, address}
	answer := c.post(link.SignIn(), url.Values{"email": {email}, "password": {password}})
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("signing in as %s: %s", email, answer.Status)
	}
	return c
}

// post sends a form.
func (c client) post(path string, form url.Values) *http.Response {
	c.t.Helper()
	answer, err := c.PostForm(c.URL+path, form)
	if err != nil {
		c.t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

// get gives a page's source.
func (c client) get(path string) string {
	c.t.Helper()
	answer, err := c.Get(c.URL + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK {
		c.t.Fatalf("%s answers %s:\n%s", path, answer.Status, body)
	}
	return string(body)
}

// draft starts an app with a package and gives the draft's id.
func (c client) draft() string {
	c.t.Helper()
	answer := c.post(link.SelectAppType(), url.Values{"entry": {"lineOfBusinessApp"}})
	at := strings.Split(answer.Header.Get("Location"), "/")
	if len(at) < 3 {
		c.t.Fatalf("adding an app: %s", answer.Status)
	}
	return at[2]
}

// upload sends a file to a draft as the page's script does.
func (c client) upload(draft, name string, content io.Reader, size int64) (*http.Response, error) {
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPut, c.URL+link.DraftFile(draft), content)
	if err != nil {
		return nil, err
	}
	r.ContentLength = size
	r.Header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(name)}))
	answer, err := c.Do(r)
	if err == nil {
		answer.Body.Close()
	}
	return answer, err
}
