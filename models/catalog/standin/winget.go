package standin

import (
	"encoding/json"
	"net/http"
)

// wingetPackage is how the data files describe a package: as the winget REST contract does, with what only the Store knows beside
// it.
type wingetPackage struct {
	PackageIdentifier string
	Versions          []wingetVersion
	Price             float64 `json:",omitempty"`
}

type wingetVersion struct {
	PackageVersion string
	DefaultLocale  map[string]any
	Installers     []map[string]any
}

func (p wingetPackage) word(name string) string {
	text, _ := p.Versions[0].DefaultLocale[name].(string)
	return text
}

// MicrosoftStore answers like the Microsoft Store's catalog: the winget REST contract, and GET /products/{id}.
func MicrosoftStore() http.Handler {
	all := load[wingetPackage]("store.json")
	mux := wingetServer(all)
	mux.HandleFunc("GET /products/{id}", func(w http.ResponseWriter, r *http.Request) {
		for _, p := range all {
			if p.PackageIdentifier == r.PathValue("id") {
				write(w, "application/json", map[string]any{"Payload": map[string]any{
					"ProductId": p.PackageIdentifier, "Title": p.word("PackageName"), "Price": p.Price, "DisplayPrice": price(p.Price),
					"Images": []map[string]any{{"ImageType": "logo", "Url": own(r, "/art/"+p.PackageIdentifier+".png")}},
				}})
				return
			}
		}
		http.NotFound(w, r)
	})
	mux.HandleFunc("GET /art/", pictures)
	return mux
}

func price(amount float64) string {
	if amount == 0 {
		return "Free"
	}
	return "€ 9.99"
}

// Winget answers like a winget REST source: POST /manifestSearch and GET /packageManifests/{id}.
func Winget() http.Handler { return wingetServer(load[wingetPackage]("winget.json")) }

// Source answers like a winget REST source that has these packages, as the contract writes them in JSON.
func Source(packages string) http.Handler {
	return wingetServer(parse[wingetPackage]([]byte(packages)))
}

func wingetServer(all []wingetPackage) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /manifestSearch", func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			MaximumResults int
			Query          struct{ KeyWord, MatchType string }
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&q); err != nil || q.Query.MatchType != "Substring" {
			http.Error(w, "the body is not a search", http.StatusBadRequest)
			return
		}
		found := []map[string]any{}
		for _, p := range all {
			if has(q.Query.KeyWord, p.PackageIdentifier, p.word("PackageName"), p.word("Publisher")) {
				found = append(found, map[string]any{
					"PackageIdentifier": p.PackageIdentifier, "PackageName": p.word("PackageName"), "Publisher": p.word("Publisher"),
					"Versions": []map[string]any{{"PackageVersion": p.Versions[0].PackageVersion}},
				})
			}
		}
		write(w, "application/json", map[string]any{"Data": found})
	})
	mux.HandleFunc("GET /packageManifests/{id}", func(w http.ResponseWriter, r *http.Request) {
		for _, p := range all {
			if p.PackageIdentifier == r.PathValue("id") {
				write(w, "application/json", map[string]any{"Data": p})
				return
			}
		}
		w.WriteHeader(http.StatusNoContent)
	})
	return mux
}
