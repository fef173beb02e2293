package apptype

import (
	"embed"
	"encoding/csv"
	"fmt"

	"appdepot/models"
	"appdepot/models/field"
)

//go:embed lists/*.csv
var listFiles embed.FS

// readList reads a file of the folder lists: comments that name its source, a line of column names, rows.
func readList(name string) [][]string {
	f, err := listFiles.Open("lists/" + name + ".csv")
	if err != nil {
		panic(fmt.Sprintf("apptype: %v", err))
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("apptype: the list %s: %v", name, err))
	}
	return rows[1:]
}

// languages are the options of a list of codes and English names. Readers of another language see its own names.
func languages(rows [][]string) []field.Option {
	var all []field.Option
	for _, row := range rows {
		all = append(all, field.Option{Value: row[0], Label: models.T("%s", row[1]), Language: row[0]})
	}
	return all
}
