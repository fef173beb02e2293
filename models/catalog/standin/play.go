package standin

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// playApp is an app of managed Google Play, as models/catalog's contract for it has it.
type playApp struct {
	PackageName string `json:"packageName"`
	Title       string `json:"title"`
	Author      string `json:"author"`
	Kind        string `json:"kind"`
	Version     string `json:"version"`
	MinimumOS   string `json:"minimumOS"`
	Description string `json:"description"`
	IconURL     string `json:"iconUrl"`
	Price       string `json:"price"`
	Free        bool   `json:"free"`
	Approved    bool   `json:"approved"`
}

// play is a managed Google Play with one organization. What is approved is forgotten when the process ends.
type play struct {
	account, name string
	mu            sync.Mutex
	apps          []playApp
	made          map[string]playApp // web apps by the key that they were asked for with
}

// Play answers like a managed Google Play catalog that knows the one account: the five apps that every connected organization
// has are approved, or those with the names that are given. A few more can be searched for.
func Play(account, name string, approved ...string) http.Handler {
	p := &play{account: account, name: name, apps: load[playApp]("play.json"), made: map[string]playApp{}}
	for i := range p.apps {
		p.apps[i].Approved = len(approved) == 0 && p.apps[i].Approved || slices.Contains(approved, p.apps[i].PackageName)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/enterprises/{account}", p.known(func(w http.ResponseWriter, _ *http.Request) {
		write(w, "application/json", map[string]string{"name": p.name})
	}))
	mux.HandleFunc("GET /v1/enterprises/{account}/apps", p.known(func(w http.ResponseWriter, r *http.Request) {
		p.list(w, r, func(a playApp) bool { return has(r.FormValue("query"), a.Title, a.Author, a.PackageName) })
	}))
	mux.HandleFunc("GET /v1/enterprises/{account}/approved", p.known(func(w http.ResponseWriter, r *http.Request) {
		p.list(w, r, func(a playApp) bool { return a.Approved })
	}))
	mux.HandleFunc("GET /v1/enterprises/{account}/apps/{app}", p.known(p.app))
	mux.HandleFunc("PUT /v1/enterprises/{account}/approved/{app}", p.known(p.approve))
	mux.HandleFunc("POST /v1/enterprises/{account}/webApps", p.known(p.webApp))
	mux.HandleFunc("POST /v1/enterprises/{account}/privateApps", p.privateApp)
	mux.HandleFunc("GET /art/", pictures)
	return mux
}

// known lets requests for the one account pass, one at a time.
func (p *play) known(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("account") != p.account {
			http.NotFound(w, r)
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		h(w, r)
	}
}

func (p *play) list(w http.ResponseWriter, r *http.Request, fits func(playApp) bool) {
	found := []playApp{}
	for _, a := range p.apps {
		if fits(a) {
			found = append(found, a.shown(r))
		}
	}
	write(w, "application/json", map[string]any{"apps": found})
}

func (a playApp) shown(r *http.Request) playApp {
	a.IconURL = own(r, "/art/"+a.PackageName+".png")
	return a
}

func (p *play) find(name string) int {
	return slices.IndexFunc(p.apps, func(a playApp) bool { return a.PackageName == name })
}

func (p *play) app(w http.ResponseWriter, r *http.Request) {
	i := p.find(r.PathValue("app"))
	if i < 0 {
		http.NotFound(w, r)
		return
	}
	write(w, "application/json", p.apps[i].shown(r))
}

func (p *play) approve(w http.ResponseWriter, r *http.Request) {
	i := p.find(r.PathValue("app"))
	if i < 0 {
		http.NotFound(w, r)
		return
	}
	p.apps[i].Approved = true
	write(w, "application/json", p.apps[i].shown(r))
}

func (p *play) webApp(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("Idempotency-Key")
	if a, before := p.made[key]; before && key != "" {
		write(w, "application/json", a.shown(r))
		return
	}
	var asked struct{ Title, URL, Display string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&asked); err != nil || asked.Title == "" || !strings.HasPrefix(asked.URL, "https://") {
		http.Error(w, "a web app needs a title and an https address", http.StatusBadRequest)
		return
	}
	a := playApp{PackageName: webAppName(asked.URL), Title: asked.Title, Author: p.name, Kind: "webApp", Version: "1", Description: asked.URL, Free: true, Approved: true}
	if i := p.find(a.PackageName); i >= 0 {
		p.apps[i] = a
	} else {
		p.apps = append(p.apps, a)
	}
	p.made[key] = a
	write(w, "application/json", a.shown(r))
}

// webAppName makes a package name of an address: every sign that a name cannot have becomes a letter.
func webAppName(address string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return 'x'
	}, strings.ToLower(strings.TrimPrefix(address, "https://")))
	return "com.google.enterprise.webapp.x" + plain[:min(len(plain), 60)]
}
