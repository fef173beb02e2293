package standin

import (
	"net/http"
	"strconv"
	"strings"
)

// app is a result of the iTunes Search API.
type app struct {
	WrapperType      string   `json:"wrapperType"`
	Kind             string   `json:"kind"`
	TrackID          int64    `json:"trackId"`
	TrackName        string   `json:"trackName"`
	TrackViewURL     string   `json:"trackViewUrl"`
	BundleID         string   `json:"bundleId"`
	SellerName       string   `json:"sellerName"`
	SellerURL        string   `json:"sellerUrl"`
	ArtistName       string   `json:"artistName"`
	ArtworkURL60     string   `json:"artworkUrl60"`
	ArtworkURL512    string   `json:"artworkUrl512"`
	Price            float64  `json:"price"`
	FormattedPrice   string   `json:"formattedPrice"`
	Currency         string   `json:"currency"`
	Version          string   `json:"version"`
	MinimumOSVersion string   `json:"minimumOsVersion"`
	FileSizeBytes    string   `json:"fileSizeBytes"`
	Description      string   `json:"description"`
	Genres           []string `json:"genres"`
	SupportedDevices []string `json:"supportedDevices"`
}

// storeApp is how data/apps.json describes one.
type storeApp struct {
	ID                                            int64
	Name, Bundle, Seller, Site, Version, OS, Text string
	Price                                         float64
	Devices                                       []string
	Only                                          string // country; empty is everywhere
}

// AppStore answers like Apple's search: GET /search?term=&country=&limit= and GET /lookup?id=|bundleId=&country=.
func AppStore() http.Handler {
	all := load[storeApp]("apps.json")
	answer := func(w http.ResponseWriter, r *http.Request, fits func(storeApp) bool) {
		country := strings.ToLower(r.FormValue("country"))
		results := []app{}
		for _, a := range all {
			if (a.Only == "" || a.Only == country) && fits(a) {
				results = append(results, a.result(r, country))
			}
		}
		if most, err := strconv.Atoi(r.FormValue("limit")); err == nil && most < len(results) {
			results = results[:most]
		}
		write(w, "text/javascript; charset=utf-8", map[string]any{"resultCount": len(results), "results": results})
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /search", func(w http.ResponseWriter, r *http.Request) {
		answer(w, r, func(a storeApp) bool { return has(r.FormValue("term"), a.Name, a.Seller) })
	})
	mux.HandleFunc("GET /lookup", func(w http.ResponseWriter, r *http.Request) {
		answer(w, r, func(a storeApp) bool {
			return r.FormValue("id") == strconv.FormatInt(a.ID, 10) || r.FormValue("bundleId") == a.Bundle
		})
	})
	mux.HandleFunc("GET /art/", pictures)
	return mux
}

func (a storeApp) result(r *http.Request, country string) app {
	price, number := "Free", strconv.FormatInt(a.ID, 10)
	if a.Price > 0 {
		price = "€ " + strconv.FormatFloat(a.Price, 'f', 2, 64)
	}
	return app{
		WrapperType: "software", Kind: "software", TrackID: a.ID, TrackName: a.Name, BundleID: a.Bundle, SellerName: a.Seller, ArtistName: a.Seller,
		TrackViewURL: "https://apps.apple.com/" + country + "/app/id" + number + "?uo=4", SellerURL: a.Site,
		ArtworkURL60: own(r, "/art/"+number+"/60.png"), ArtworkURL512: own(r, "/art/"+number+"/512.png"),
		Price: a.Price, FormattedPrice: price, Currency: "EUR", Version: a.Version, MinimumOSVersion: a.OS, FileSizeBytes: "48211968",
		Description: a.Text, Genres: []string{"Business"}, SupportedDevices: a.Devices,
	}
}
