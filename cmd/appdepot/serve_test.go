package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"appdepot/handlers/web/webtest"
	"appdepot/models"
)

// stop ends the server as an administrator does and waits for it.
func (p *process) stop() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	<-p.quiet
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("the server did not end well: %s", err)
	}
}

func TestFirstStartAndSecond(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	server := start(t, nil, "--data", folder, "--listen", "127.0.0.1:0")
	for _, path := range []string{"/healthz", "/readyz"} {
		if err := (healthcheck{server.URL + path}).Run(t.Context()); err != nil {
			t.Error(err)
		}
	}
	file := filepath.Join(folder, setUpFile)
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the set-up code's file: %v, %v", info, err)
	}
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(server.output(), strings.TrimSpace(string(code))) {
		t.Errorf("the code is not printed:\n%s", server.output())
	}
	b := webtest.At(t, server.URL)
	b.Visit("/")
	b.AtPath("/set-up")
	b.Fill("Setup code", string(code))
	b.Fill("Organization", "Harbour & Hill")
	b.Fill("Your name", "Ada Visser")
	b.Fill("Your email address", demoAdmin)
	b.Fill("Password", password)
	b.Press("Set up Appdepot")
	b.AtPath("/")
	for { // until the test's time is over: the used code is no longer kept
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			break
		}
		b.Visit("/")
	}
	server.stop()

	server = start(t, nil, "--data", folder, "--listen", strings.TrimPrefix(server.URL, "http://"))
	if strings.Contains(server.output(), "set-up") {
		t.Errorf("the second start asks again:\n%s", server.output())
	}
	b.Visit("/")
	b.AtPath("/") // still signed in
	signIn(t, server.URL, demoAdmin, password)
}

func TestDemoPrintsWhoCanSignIn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	server := start(t, nil, "--demo", "--data", folder, "--listen", "127.0.0.1:0")
	server.stop() // what it prints is complete now
	printed := server.output()
	server = start(t, nil, "--demo", "--data", folder, "--listen", "127.0.0.1:0")
	for _, role := range models.Roles {
		line := ""
		for l := range strings.Lines(printed) {
			if strings.HasPrefix(l, role.Name()+"  ") {
				line = l
			}
		}
		words := strings.Fields(strings.TrimPrefix(line, role.Name()))
		if len(words) != 2 {
			t.Fatalf("no sign-in is printed for %s:\n%s", role.Name(), printed)
		}
		if page := signIn(t, server.URL, words[0], words[1]).get("/account"); !strings.Contains(page, words[0]) {
			t.Errorf("the account of %s does not say whose it is", words[0])
		}
	}
}

func TestServesTLS(t *testing.T) {
	t.Parallel()
	certificate, key := selfSigned(t)
	server := start(t, nil, "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--tls-certificate", certificate, "--tls-key", key)
	if !strings.HasPrefix(server.URL, "https://") {
		t.Fatalf("the server says it runs at %s", server.URL)
	}
	trusted := x509.NewCertPool()
	chain, err := os.ReadFile(certificate)
	if err != nil || !trusted.AppendCertsFromPEM(chain) {
		t.Fatal("the certificate is not to be read", err)
	}
	c := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	answer, err := c.Get(server.URL + "/set-up")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%s, Strict-Transport-Security %q", answer.Status, answer.Header.Get("Strict-Transport-Security"))
	}
}

// selfSigned makes a certificate for 127.0.0.1 and gives the files of it and its key.
func selfSigned(t *testing.T) (certificate, key string) {
	t.Helper()
	pair, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &pair.PublicKey, pair)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(pair)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name, kind string, content []byte) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	return write("chain.pem", "CERTIFICATE", der), write("key.pem", "PRIVATE KEY", private)
}

func TestHalfOfTLSIsRefused(t *testing.T) {
	t.Parallel()
	err := serve{data: data{Data: t.TempDir()}, network: network{Certificate: "chain.pem"}}.Run(t.Context())
	if err == nil || !strings.Contains(fmt.Sprint(err), "--tls-key") {
		t.Errorf("a certificate without its key: %v", err)
	}
}

func TestNetworkFlagsAreChecked(t *testing.T) {
	t.Parallel()
	for want, n := range map[string]network{
		"":                          {SecurityContact: "security@harbour.example", MetricsToken: "long enough to be a token"},
		"--metrics-token":           {MetricsToken: "short"},
		"--security-contact":        {SecurityContact: "http://harbour.example/security"},
		"--connections-per-address": {Connections: -1},
	} {
		err := n.check()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%+v: %v", n, err)
		}
	}
	if got := (network{SecurityContact: "security@harbour.example"}).contact(); got != "mailto:security@harbour.example" {
		t.Errorf("the contact is %s", got)
	}
}

var metricsAt = regexp.MustCompile(`address=(http://\S+/metrics)`)

func TestMetricsAreOnTheirOwnAddressAlone(t *testing.T) {
	t.Parallel()
	server := start(t, nil, "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0")
	own := metricsAt.FindStringSubmatch(server.errors())
	for end := time.Now().Add(10 * time.Second); own == nil && time.Now().Before(end); runtime.Gosched() { // its lines come another way than its address
		own = metricsAt.FindStringSubmatch(server.errors())
	}
	if own == nil {
		t.Fatalf("the log does not say where metrics are:\n%s", server.errors())
	}
	for address, want := range map[string]int{own[1]: 200, server.URL + "/metrics": 404, strings.TrimSuffix(own[1], "metrics") + "sign-in": 404} {
		answer, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s answers %s", address, answer.Status)
		}
	}
	server.stop()
}

// A connection too many of one address ends; a proxy that is trusted may have any number.
func TestConnectionsOfOneAddressAreLimited(t *testing.T) {
	t.Parallel()
	for proxies, want := range map[string]int{"192.0.2.0/24": 2, "127.0.0.0/8": 5} {
		server := start(t, nil, "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--connections-per-address", "2", "--trusted-proxies", proxies)
		answered := 0
		for range 5 {
			c, err := net.Dial("tcp", strings.TrimPrefix(server.URL, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			fmt.Fprint(c, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
			if line, _ := bufio.NewReader(c).ReadString('\n'); strings.Contains(line, "200") {
				answered++
			}
		}
		if answered != want {
			t.Errorf("with the trusted proxies %s, %d of 5 connections are answered, want %d", proxies, answered, want)
		}
	}
}

// A data folder that others can read is closed to them, with all that is in it.
func TestDataFolderIsPrivate(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	packages := filepath.Join(folder, "packages")
	for _, open := range []string{folder, packages} {
		if err := errors.Join(os.MkdirAll(open, 0o755), os.Chmod(open, 0o755)); err != nil {
			t.Fatal(err)
		}
	}
	server := start(t, nil, "--data", folder, "--listen", "127.0.0.1:0")
	server.stop()
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A data folder that cannot be closed to others is refused before anything is written to it.
func TestDataFolderThatStaysOpenIsRefused(t *testing.T) {
	t.Parallel()
	const open = "/proc/self" // whose mode nobody can change, on Linux
	if _, err := os.Stat(open); err != nil {
		t.Skip("no /proc")
	}
	_, close, err := data{Data: open}.open(t.Context(), models.SessionLimits{})
	defer close()
	if err == nil || !strings.Contains(err.Error(), "others can read the folder "+open) {
		t.Errorf("the folder is used: %v", err)
	}
}
