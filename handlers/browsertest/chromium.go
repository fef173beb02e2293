package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	programs context.Context // carries what starts Chromium; set by Main
	chromium = sync.OnceValues(start)
)

// Main runs the tests of a binary and ends the browser they shared.
func Main(m *testing.M) {
	ctx, end := chromedp.NewExecAllocator(context.Background(), options()...)
	programs = ctx
	code := m.Run()
	end()
	chromedp.FromContext(ctx).Allocator.Wait()
	os.Exit(code)
}

// options are the flags of Chromium: no sandbox for root, nothing that calls home, and computed accessible names for
// scripts of ours.
func options() []chromedp.ExecAllocatorOption {
	program, _ := findChromium()
	o := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("enable-blink-features", "ComputedAccessibilityInfo"),
	)
	if os.Getuid() == 0 {
		o = append(o, chromedp.NoSandbox)
	}
	return o
}

// findChromium gives the path of Chromium.
func findChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium is installed (Debian: apt-get install chromium); tests in a browser need it")
}

// start starts the browser, when the first test asks for it.
func start() (context.Context, error) {
	ctx, _ := chromedp.NewContext(programs) // ended by Main
	return ctx, chromedp.Do(ctx)
}

// requireBrowser gives the running browser. Without Chromium the test is skipped, or fails when CI=true.
func requireBrowser(t testing.TB) context.Context {
	t.Helper()
	if programs == nil {
		t.Fatal("the package lacks func TestMain(m *testing.M) { browsertest.Main(m) }")
	}
	if _, err := findChromium(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	ctx, err := chromium()
	if err != nil {
		t.Fatalf("start Chromium: %s", err)
	}
	return ctx
}
