package admintest

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// SendRows posts a step as a page sends it, with so many rows of a table, each with these answers and its number in one of them.
func (d *Client) SendRows(id models.ID, step, table string, n int, row map[string]string, more ...string) (*http.Response, string) {
	d.T.Helper()
	draft, err := d.Draft(storetest.System(d.T), id)
	if err != nil {
		d.T.Fatal(err)
	}
	posted := url.Values{table: {strconv.Itoa(n)}, "version": {strconv.Itoa(draft.Version)}}
	for i := range n {
		for key, answer := range row {
			posted.Set(field.RowKey(table, i, key), strings.ReplaceAll(answer, "#", strconv.Itoa(i)))
		}
	}
	for i := 0; i < len(more); i += 2 {
		posted.Set(more[i], more[i+1])
	}
	return d.Request(http.MethodPost, link.DraftStep(string(id), step), strings.NewReader(posted.Encode()), "Content-Type", "application/x-www-form-urlencoded")
}
