package catalog

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
)

// microsoftStore searches the Microsoft Store, which speaks the winget REST contract and has a page of its own for icon and
// price.
type microsoftStore struct{ winget winget }

// Search finds apps by name, by product ID or by the address of their page in the Store.
func (m microsoftStore) Search(ctx context.Context, q Query) ([]Hit, error) {
	text, err := q.text()
	if err != nil {
		return nil, err
	}
	if id := apptype.ProductID(text); id != "" {
		return m.named(ctx, id, q)
	}
	all, err := m.winget.search(ctx, text, strings.ToUpper(q.country()))
	var hits []Hit
	for _, f := range all {
		if id := apptype.ProductID(f.PackageIdentifier); id != "" {
			hits = append(hits, Hit{ID: id, Name: firstCharacters(f.PackageName, 200), Publisher: firstCharacters(f.Publisher, 200), Version: firstCharacters(f.newest(), 50), Kind: apptype.ProductKind(id)})
		}
	}
	return hits, err
}

// named is the one app with the product ID, or none.
func (m microsoftStore) named(ctx context.Context, id string, q Query) ([]Hit, error) {
	p, none, err := m.winget.pack(ctx, id, strings.ToUpper(q.country()))
	if none || err != nil {
		return nil, err
	}
	newest := p.latest()
	w := newest.in(q.Language)
	return []Hit{{ID: id, Name: firstCharacters(cmp.Or(w.PackageName, id), 200), Publisher: firstCharacters(w.Publisher, 200), Price: w.price(), Kind: newest.storeKind(id), Unavailable: w.unavailable()}}, nil
}

// Item is one app, by its product ID.
func (m microsoftStore) Item(ctx context.Context, id string, q Query) (Item, error) {
	name := m.winget.site.name
	if id = apptype.ProductID(id); id == "" {
		return Item{}, errMissing(name)
	}
	p, none, err := m.winget.pack(ctx, id, strings.ToUpper(q.country()))
	switch {
	case err != nil:
		return Item{}, err
	case none:
		return Item{}, errMissing(name)
	}
	newest := p.latest()
	w := newest.in(q.Language)
	page := m.page(ctx, id, q)
	if reason := w.unavailable(); !reason.Empty() {
		return Item{}, &models.Error{Kind: models.KindInvalid, Text: reason}
	}
	if page.Price > 0 {
		return Item{}, &models.Error{Kind: models.KindInvalid, Text: priceReason(w.PackageName, page.DisplayPrice)}
	}
	a := factList{catalog: name}
	w.describe(&a)
	a.add(models.FactPackageID, id)
	a.add(models.FactStoreURL, "https://apps.microsoft.com/detail/"+id)
	a.add(models.FactInstallerType, newest.storeKind(id))
	a.add(models.FactScope, newest.scopes())
	return Item{Source: name, ID: id, Name: w.PackageName, Facts: a.facts, Icon: m.winget.site.icon(ctx, page.icon())}, nil
}

// storePage is what the Store's own page tells besides the manifest.
type storePage struct {
	IconURL      string `json:"IconUrl"`
	Price        float64
	DisplayPrice string
	Images       []struct{ ImageType, URL string }
}

// page reads it; a failure is no error, because an app can do without one.
func (m microsoftStore) page(ctx context.Context, id string, q Query) storePage {
	var answer struct{ Payload storePage }
	query := url.Values{"market": {strings.ToUpper(q.country())}, "locale": {cmp.Or(q.Language, "en-US")}, "deviceFamily": {"Windows.Desktop"}}
	if err := m.winget.site.get(ctx, "products/"+id, query, &answer); err != nil {
		return storePage{}
	}
	return answer.Payload
}

func (p storePage) icon() string {
	for _, i := range p.Images {
		if strings.EqualFold(i.ImageType, "logo") {
			return cmp.Or(p.IconURL, i.URL)
		}
	}
	return p.IconURL
}

// price is what the Store's terms say: "Free" or an amount.
func (w localeTexts) price() string {
	for _, a := range w.Agreements {
		if strings.EqualFold(a.AgreementLabel, "Pricing") {
			return firstCharacters(a.Agreement, 50)
		}
	}
	return ""
}

func (w localeTexts) unavailable() models.Text {
	if price := w.price(); price != "" && !strings.EqualFold(price, "Free") {
		return priceReason(w.PackageName, price)
	}
	return models.Text{}
}

func priceReason(name, price string) models.Text {
	return models.T("%s costs %s. Only free apps can be added from the Microsoft Store.", name, price)
}

// storeKind tells apps that the Store itself installs and updates from programs with an installer of their own.
func (r packageVersion) storeKind(id string) string {
	if len(r.Installers) == 0 {
		return apptype.ProductKind(id)
	}
	if slices.ContainsFunc(r.Installers, func(p installer) bool { return p.kind() == "msstore" || p.kind() == "msix" || p.kind() == "appx" }) {
		return "UWP"
	}
	return "Win32"
}

// scopes are the contexts the app can be installed in: "system", "user", or both when no installer says.
func (r packageVersion) scopes() string {
	var said []string
	for _, s := range []string{"system", "user"} {
		if slices.ContainsFunc(r.Installers, func(p installer) bool { return p.scope() == s || p.scope() == "" }) {
			said = append(said, s)
		}
	}
	if len(said) == 0 {
		return "system, user"
	}
	return strings.Join(said, ", ")
}
