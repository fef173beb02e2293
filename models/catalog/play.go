package catalog

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"

	"appdepot/models"
)

// Play is managed Google Play, reached through a catalog that speaks the following contract. Google's own needs an account
// with Google for every organization; whoever has one puts a server with this contract in front of it. All answers are JSON in
// UTF-8; {account} is the connection's account. A request that is refused may say why as plain text, which people are shown.
//
//	GET  {address}/v1/enterprises/{account}                           the organization: {"name": "…"}; 404 when unknown
//	GET  {address}/v1/enterprises/{account}/apps?query=&language=     apps to choose from: {"apps": [App]}
//	GET  {address}/v1/enterprises/{account}/apps/{packageName}        one App; 404 when there is none
//	GET  {address}/v1/enterprises/{account}/approved?language=        apps approved for the organization: {"apps": [App]}
//	PUT  {address}/v1/enterprises/{account}/approved/{packageName}    approves an app; the App
//	POST {address}/v1/enterprises/{account}/webApps                   {"title", "url", "display"} makes a web app; the App
//	POST {address}/v1/enterprises/{account}/privateApps?title=        an Android package makes a private app; the App
//
// The request for a web app has a key of its own in the header Idempotency-Key. A request with a key that came before makes nothing:
// its answer is the App made then, so that a caller that never heard the answer asks again.
//
// The body of the last is the package itself, with the Content-Type application/vnd.android.package-archive, its Content-Length,
// and its SHA-256 in the header Repr-Digest as RFC 9530 writes it; a catalog refuses bytes with another digest with 400. The
// App has the kind privateApp and is approved for the organization from then on, so that a caller that never heard the answer
// finds it there. 409 says that the package name is taken, by anybody; 400, 413 and 422 that no private app can be made of
// the package.
//
// App is {"packageName", "title", "author", "kind": "app"|"privateApp"|"webApp"|"systemApp", "version", "minimumOS",
// "description", "iconUrl", "storeUrl", "privacyUrl", "price", "free": bool, "approved": bool}.
type Play struct {
	site    *site
	account string
}

// playApp is an App of the contract.
type playApp struct {
	PackageName string `json:"packageName"`
	Title       string `json:"title"`
	Author      string `json:"author"`
	Kind        string `json:"kind"`
	Version     string `json:"version"`
	MinimumOS   string `json:"minimumOS"`
	Description string `json:"description"`
	IconURL     string `json:"iconUrl"`
	StoreURL    string `json:"storeUrl"`
	PrivacyURL  string `json:"privacyUrl"`
	Price       string `json:"price"`
	Free        bool   `json:"free"`
	Approved    bool   `json:"approved"`
}

type playApps struct {
	Apps []playApp `json:"apps"`
}

// FirstPlayApps are the apps that every connected organization has, in the order in which they are shown. Source: reference,
// managed Google Play.
var FirstPlayApps = []string{
	"com.microsoft.intune", "com.azure.authenticator", "com.microsoft.windowsintune.companyportal",
	"com.microsoft.launcher.enterprise", "com.microsoft.launcher",
}

// maxPlayApps bounds how many approved apps are taken over.
const maxPlayApps = 1000

// playName is an Android application id. Source: Android, application id rules.
var playName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){1,20}$`)

func (p Play) path(parts ...string) string {
	path := "v1/enterprises/" + url.PathEscape(p.account)
	for _, part := range parts {
		path += "/" + url.PathEscape(part)
	}
	return path
}

// Search finds apps by name or by package name.
func (p Play) Search(ctx context.Context, q Query) ([]Hit, error) {
	text, err := q.text()
	if err != nil {
		return nil, err
	}
	var answer playApps
	err = p.site.get(ctx, p.path("apps"), url.Values{"query": {text}, "language": {q.Language}}, &answer)
	if errors.Is(err, errNotFound) {
		return nil, nil
	}
	var hits []Hit
	for _, a := range answer.Apps {
		if playName.MatchString(a.PackageName) && len(hits) < MaxHits {
			hits = append(hits, Hit{ID: a.PackageName, Name: firstCharacters(cmp.Or(a.Title, a.PackageName), 200), Publisher: firstCharacters(a.Author, 200), Version: firstCharacters(a.Version, 50),
				Price: firstCharacters(a.Price, 50), Icon: p.site.iconAddress(a.IconURL), Unavailable: a.unavailable()})
		}
	}
	return hits, err
}

// Item is one app, by its package name.
func (p Play) Item(ctx context.Context, id string, q Query) (Item, error) {
	if !playName.MatchString(id) {
		return Item{}, errMissing(p.site.name)
	}
	var a playApp
	err := p.site.get(ctx, p.path("apps", id), url.Values{"language": {q.Language}}, &a)
	if errors.Is(err, errNotFound) || err == nil && a.PackageName != id {
		return Item{}, errMissing(p.site.name)
	}
	if err != nil {
		return Item{}, err
	}
	if reason := a.unavailable(); !reason.Empty() {
		return Item{}, &models.Error{Kind: models.KindInvalid, Text: reason}
	}
	return p.item(ctx, a), nil
}

func (p Play) item(ctx context.Context, a playApp) Item {
	f := factList{catalog: p.site.name}
	f.add(models.FactName, cmp.Or(a.Title, a.PackageName))
	f.add(models.FactDescription, a.Description)
	f.add(models.FactPublisher, a.Author)
	f.add(models.FactPackageID, a.PackageName)
	f.add(models.FactPlayKind, playKind(a.Kind))
	f.add(models.FactVersion, a.Version)
	f.add(models.FactMinimumOS, a.MinimumOS)
	f.add(models.FactStoreURL, cmp.Or(https(a.StoreURL), playPage(a.PackageName)))
	f.add(models.FactPrivacyURL, https(a.PrivacyURL))
	return Item{Source: p.site.name, ID: a.PackageName, Name: cmp.Or(a.Title, a.PackageName), Facts: f.facts, Icon: p.site.icon(ctx, a.IconURL)}
}

// playPage is an app's page in managed Google Play.
func playPage(name string) string {
	u := url.URL{Scheme: "https", Host: "play.google.com", RawQuery: url.Values{"id": {name}}.Encode()}
	return u.JoinPath("work", "apps", "details").String()
}

// unavailable is why an app cannot be chosen: managed Google Play hands out free apps only.
func (a playApp) unavailable() models.Text {
	if a.Free || a.Price == "" {
		return models.Text{}
	}
	return models.T("%s costs %s. Only free managed Google Play apps can be added.", a.Title, a.Price)
}

func playKind(kind string) string {
	switch kind {
	case "privateApp", "webApp", "systemApp":
		return kind
	}
	return "app"
}

// Organization is the account's name, which shows that the catalog knows it.
func (p Play) Organization(ctx context.Context) (string, error) {
	var answer struct {
		Name string `json:"name"`
	}
	err := p.site.get(ctx, p.path(), nil, &answer)
	if errors.Is(err, errNotFound) {
		return "", models.InvalidField("account", "The catalog has no account %s. Check the account, or create it there first.", p.account)
	}
	return firstCharacters(answer.Name, 200), err
}

// Approved lists the apps that the organization may use, as they are now.
func (p Play) Approved(ctx context.Context, language string) ([]Item, error) {
	var answer playApps
	query := url.Values{"language": {language}}
	p.site.client.answers.drop(http.MethodGet + " " + p.site.at(p.path("approved"), query).String())
	if err := p.site.get(ctx, p.path("approved"), query, &answer); err != nil && !errors.Is(err, errNotFound) {
		return nil, err
	}
	var items []Item
	for _, a := range answer.Apps {
		if playName.MatchString(a.PackageName) && len(items) < maxPlayApps {
			items = append(items, p.item(ctx, a))
		}
	}
	return items, nil
}

// Approve has the catalog approve an app for the organization.
func (p Play) Approve(ctx context.Context, id string) error {
	if !playName.MatchString(id) {
		return errMissing(p.site.name)
	}
	return p.change(ctx, http.MethodPut, p.path("approved", id), nil, nil)
}

// change sends what is no question, so that its answer is never remembered.
func (p Play) change(ctx context.Context, method, path string, b *body, into any) error {
	text, err := p.site.fetch(ctx, method, p.site.at(path, nil), b, maxAnswerBytes)
	if errors.Is(err, errNotFound) {
		return errMissing(p.site.name)
	}
	if err != nil || into == nil {
		return err
	}
	return p.site.read(text, into)
}

// WebApp is a web address that people get as an app.
type WebApp struct {
	Title   string `json:"title"`
	URL     string `json:"url"`
	Display string `json:"display"` // "fullScreen", "standalone" or "minimalUi"
}

// MakeWebApp has the catalog turn a web address into an app. With a key it was called with before, the answer is the app made then.
func (p Play) MakeWebApp(ctx context.Context, key string, w WebApp) (Item, error) {
	b, err := jsonBody(w)
	if err != nil {
		return Item{}, err
	}
	b.key = key
	var a playApp
	if err := p.change(ctx, http.MethodPost, p.path("webApps"), b, &a); err != nil {
		return Item{}, err
	}
	if !playName.MatchString(a.PackageName) {
		return Item{}, p.site.unreadable(errors.New("web app without a package name"))
	}
	return p.item(ctx, a), nil
}
