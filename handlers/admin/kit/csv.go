package kit

import (
	"encoding/csv"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
)

// exportPage is how many rows of an export are read at a time.
const exportPage = 200

// ExportURL is the address of a list as a CSV file: the same search, filters and order, all pages.
func ExportURL(l Listing) string { return Listing{l.C, l.Path + ".csv", l.ID}.With(nil) }

// AllPages reads a list page by page from its start.
func AllPages(read func(models.Page) ([][]string, string, error)) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for page := (models.Page{Size: exportPage}); ; {
			rows, next, err := read(page)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
			if page.After = next; next == "" {
				return
			}
		}
	}
}

// SendCSV streams a table as a file. Cells that a spreadsheet would calculate are marked as text.
func SendCSV(c echo.Context, name string, head []string, rows iter.Seq2[[]string, error]) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	w := csv.NewWriter(web.Download(c))
	if err := w.Write(asText(head)); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := w.Write(asText(row)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// asText marks the cells of a row that a spreadsheet would run.
func asText(row []string) []string {
	for i, cell := range row {
		row[i] = cells.ReplaceAllStringFunc(cell, func(part string) string {
			if isFormula(part) {
				return "'" + part
			}
			return part
		})
		row[i] = tabbed.ReplaceAllStringFunc(row[i], func(part string) string {
			if isFormula(part[1:]) {
				return "\t'" + part[1:]
			}
			return part
		})
		if cell != "" && strings.ContainsAny(cell[:1], "\r\n") {
			row[i] = "'" + row[i]
		}
	}
	return row
}

// cells are what spreadsheets see in a cell where semicolons separate cells, as in much of Europe: quotes in the middle of a line join nothing there.
var cells = regexp.MustCompile(`[^;\r\n]+`)

// tabbed are what spreadsheets see behind a tab when somebody lets tabs separate cells, as LibreOffice offers.
var tabbed = regexp.MustCompile(`\t[^;\t\r\n]+`)

// isFormula reports whether a spreadsheet would take a cell for something to run: it begins with a sign, whatever nobody sees stands before
// it. Source: OWASP, CSV injection. A whole number is one, with its sign.
func isFormula(cell string) bool {
	if _, err := strconv.ParseInt(cell, 10, 64); err == nil {
		return strings.HasPrefix(cell, "+")
	}
	rest := strings.TrimLeftFunc(cell, func(r rune) bool { return r == '"' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	return rest != cell && cell[0] == '\t' || rest != "" && strings.ContainsRune("=+-@＝＋－＠−", []rune(rest)[0])
}
