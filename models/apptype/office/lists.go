package office

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

//go:embed lists/*.csv
var files embed.FS

// App is an app of the suite, by the name that a configuration leaves it out with.
type App struct {
	ID       string
	Name     string
	Offered  bool // the designer offers it
	Selected bool // when the designer starts
}

// Channel is an update channel.
type Channel struct {
	ID      string // the value of the Channel attribute
	Name    string
	Graph   string   // its name in Microsoft Graph, "" when it has none
	Earlier []string // values of the attribute that mean the same
	Offered bool
}

// Product is something that a configuration installs.
type Product struct {
	ID   string
	Name string // "" when only its ID is known
	Kind ProductKind
}

// ProductKind says what a product is for the suite.
type ProductKind string

// The kinds of products: the suite itself, what the designer offers besides, what adds to other products, and the rest.
const (
	Suite    ProductKind = "suite"
	Other    ProductKind = "other"
	Part     ProductKind = "part"
	Separate ProductKind = "separate"
)

// Language is a language of the suite.
type Language struct {
	Code string // in small letters, as in "nl-nl"
	Name string // English
	Pack Pack
}

// Pack is how much of the suite is translated into a language.
type Pack string

// The packs: everything, the most used apps, or the checking of what people write.
const (
	Core     Pack = "core"
	Partial  Pack = "partial"
	Proofing Pack = "proofing"
)

// Version is a version that came out in a channel.
type Version struct {
	Number  string // such as "16.0.19725.20126"
	Channel string
	Release string // such as "2602", for February 2026
	Date    string // of that build
}

// The lists. Their files in the folder lists say where they come from. Callers do not change them.
var (
	Apps = list("apps", func(row []string) App {
		return App{ID: row[0], Name: row[1], Offered: row[2] == "yes", Selected: row[3] == "yes"}
	})
	Channels = list("channels", func(row []string) Channel {
		return Channel{ID: row[0], Name: row[1], Graph: row[2], Earlier: strings.Fields(row[3]), Offered: row[4] == "yes"}
	})
	Products = list("products", func(row []string) Product {
		return Product{ID: row[0], Name: row[1], Kind: ProductKind(row[2])}
	})
	Languages = list("languages", func(row []string) Language {
		return Language{Code: row[0], Name: row[1], Pack: Pack(row[2])}
	})
	Versions = list("versions", func(row []string) Version {
		return Version{Number: row[0], Channel: row[1], Release: row[2], Date: row[3]}
	})
)

// list reads a file of the folder: comments, a line of column names, rows.
func list[T any](name string, read func(row []string) T) []T {
	f, err := files.Open("lists/" + name + ".csv")
	if err != nil {
		panic(fmt.Sprintf("office: %v", err))
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("office: the list of %s: %v", name, err))
	}
	var all []T
	for _, row := range rows[1:] {
		all = append(all, read(row))
	}
	return all
}

// Offered lists the apps that the designer offers.
func Offered() []App {
	return slices.DeleteFunc(slices.Clone(Apps), func(a App) bool { return !a.Offered })
}

func kindOf(product string) ProductKind {
	i := slices.IndexFunc(Products, func(p Product) bool { return p.ID == product })
	if i < 0 {
		return ""
	}
	return Products[i].Kind
}

func names[T any](list []T, name func(T) string) []string {
	var all []string
	for _, item := range list {
		all = append(all, name(item))
	}
	return all
}
