package kit_test

import (
	"encoding/csv"
	"errors"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/store/storetest"
)

// file is what somebody downloads who exports these rows.
func file(t *testing.T, rows iter.Seq2[[]string, error]) *httptest.ResponseRecorder {
	t.Helper()
	s := &web.Server{Store: storetest.New(t).Store, Log: slog.New(slog.DiscardHandler)}
	e := s.Echo()
	s.Group(e, "").Public(http.MethodGet, "/file.csv", func(c echo.Context) error {
		return kit.SendCSV(c, "file.csv", []string{"=Head", "Name"}, rows)
	})
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/file.csv", nil))
	return w
}

// A spreadsheet runs no cell of a file, whoever named what is in it.
func TestSpreadsheetsRunNoCell(t *testing.T) {
	t.Parallel()
	cells := map[string]string{
		"=1+1": "'=1+1", "+31 6 1234": "'+31 6 1234", "-cmd|x": "'-cmd|x", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx",
		" =1+1": "' =1+1", "  \t@x": "'  \t'@x", "a\t=1+1\tb": "a\t'=1+1\tb", "a\tb": "a\tb", "\u00a0=1": "'\u00a0=1", "\u3000＝1": "'\u3000＝1", "\u200b=1": "'\u200b=1", "\ufeff=1": "'\ufeff=1",
		"＝1+1": "'＝1+1", "＋1": "'＋1", "－x": "'－x", "＠x": "'＠x", "\u2212x": "'\u2212x", "\u2013x": "\u2013x",
		"a;=1+1;": "a;'=1+1;", "a\n@x": "a\n'@x", "a; +x;-5": "a;' +x;-5", `a";"=1`: `a";'"=1`, "a,=1": "a,=1", "a; b": "a; b", "\n=x": "'\n'=x",
		"": "", "Name": "Name", "a=b": "a=b", "-5": "-5", "-2016345060": "-2016345060", "1.5": "1.5", "-": "'-", "-0x1": "'-0x1", "-1e5": "'-1e5", "'=1": "'=1", "é": "é",
	}
	for cell, want := range cells {
		w := file(t, func(yield func([]string, error) bool) { yield([]string{cell, "b"}, nil) })
		lines, err := csv.NewReader(w.Body).ReadAll()
		if err != nil || len(lines) != 2 {
			t.Fatalf("%q: %v, %v", cell, lines, err)
		}
		if want == "'\rx" {
			want = lines[1][0] // the reader of this test joins line ends
			if want[:1] != "'" {
				t.Errorf("%q is written as %q", cell, want)
			}
		}
		if lines[1][0] != want || lines[0][0] != "'=Head" {
			t.Errorf("%q is written as %q, want %q; the head as %q", cell, lines[1][0], want, lines[0][0])
		}
	}
}

func TestFileThatFailsAtOnceIsAnError(t *testing.T) {
	t.Parallel()
	w := file(t, func(yield func([]string, error) bool) { yield(nil, errors.New("the database is gone")) })
	if w.Code != http.StatusInternalServerError {
		t.Errorf("%d", w.Code)
	}
}

// A file of which the rest is missing is broken off, so that nobody takes it for whole.
func TestFileThatFailsHalfwayIsBrokenOff(t *testing.T) {
	t.Parallel()
	defer func() {
		if got := recover(); got != http.ErrAbortHandler {
			t.Errorf("the connection goes on: %v", got)
		}
	}()
	file(t, func(yield func([]string, error) bool) {
		for range 10_000 {
			if !yield([]string{"a row", "of many"}, nil) {
				return
			}
		}
		yield(nil, errors.New("the database is gone"))
	})
}
