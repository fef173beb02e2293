package catalog

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
)

// appStore searches Apple's App Store. Source of the contract: Apple, iTunes Search API.
type appStore struct{ site *site }

// appStorePerMinute is how many questions Apple takes in a minute.
const appStorePerMinute = 20

// appleApp is one result, as much of it as is used.
type appleApp struct {
	Kind             string   `json:"kind"`
	TrackID          int64    `json:"trackId"`
	TrackName        string   `json:"trackName"`
	TrackViewURL     string   `json:"trackViewUrl"`
	BundleID         string   `json:"bundleId"`
	SellerName       string   `json:"sellerName"`
	SellerURL        string   `json:"sellerUrl"`
	ArtistName       string   `json:"artistName"`
	ArtworkURL60     string   `json:"artworkUrl60"`
	ArtworkURL100    string   `json:"artworkUrl100"`
	ArtworkURL512    string   `json:"artworkUrl512"`
	Price            float64  `json:"price"`
	FormattedPrice   string   `json:"formattedPrice"`
	Currency         string   `json:"currency"`
	Version          string   `json:"version"`
	MinimumOSVersion string   `json:"minimumOsVersion"`
	Description      string   `json:"description"`
	SupportedDevices []string `json:"supportedDevices"`
}

type appleAnswer struct {
	Results []appleApp `json:"results"`
}

// Search finds apps for iPhone and iPad by name, by the number in the app's address or by bundle ID.
func (a appStore) Search(ctx context.Context, q Query) ([]Hit, error) {
	text, err := q.text()
	if err != nil {
		return nil, err
	}
	if id := appleID(text); id != "" {
		return a.hits(ctx, "lookup", url.Values{"id": {id}, "country": {q.country()}})
	}
	if bundleID.MatchString(text) {
		hits, err := a.hits(ctx, "lookup", url.Values{"bundleId": {text}, "country": {q.country()}, "entity": {"software"}})
		if err != nil || len(hits) > 0 {
			return hits, err
		}
	}
	return a.hits(ctx, "search", url.Values{
		"term": {text}, "country": {q.country()}, "media": {"software"}, "entity": {"software"}, "limit": {strconv.Itoa(MaxHits)},
	})
}

func (a appStore) hits(ctx context.Context, path string, query url.Values) ([]Hit, error) {
	var answer appleAnswer
	if err := a.site.get(ctx, path, query, &answer); err != nil && !errors.Is(err, errNotFound) {
		return nil, err
	}
	var hits []Hit
	for _, app := range answer.Results {
		if app.TrackID <= 0 || app.TrackName == "" || app.Kind != "" && app.Kind != "software" {
			continue
		}
		hits = append(hits, Hit{
			ID: strconv.FormatInt(app.TrackID, 10), Name: firstCharacters(app.TrackName, 200), Publisher: firstCharacters(app.seller(), 200),
			Version: firstCharacters(app.Version, 50), Price: firstCharacters(app.price(), 50), Kind: app.devices(), Icon: a.site.iconAddress(app.ArtworkURL60), Unavailable: app.unavailable(),
		})
	}
	return hits[:min(len(hits), MaxHits)], nil
}

// Item is one app, by its number in the App Store.
func (a appStore) Item(ctx context.Context, id string, q Query) (Item, error) {
	if appleID(id) == "" {
		return Item{}, errMissing(a.site.name)
	}
	var answer appleAnswer
	err := a.site.get(ctx, "lookup", url.Values{"id": {appleID(id)}, "country": {q.country()}}, &answer)
	if errors.Is(err, errNotFound) || err == nil && len(answer.Results) == 0 {
		return Item{}, errMissing(a.site.name)
	}
	if err != nil {
		return Item{}, err
	}
	app := answer.Results[0]
	if reason := app.unavailable(); !reason.Empty() {
		return Item{}, &models.Error{Kind: models.KindInvalid, Text: reason}
	}
	item := Item{Source: a.site.name, ID: appleID(id), Name: app.TrackName, Facts: app.facts(a.site.name)}
	item.Icon = a.site.icon(ctx, cmp.Or(app.ArtworkURL512, app.ArtworkURL100, app.ArtworkURL60))
	return item, nil
}

func (app appleApp) facts(catalog string) []models.FactValue {
	a := factList{catalog: catalog}
	a.add(models.FactName, app.TrackName)
	a.add(models.FactDescription, app.Description)
	a.add(models.FactPublisher, app.seller())
	a.add(models.FactDeveloper, app.ArtistName)
	a.add(models.FactInformationURL, https(app.SellerURL))
	a.add(models.FactStoreURL, app.page())
	a.add(models.FactStoreID, strconv.FormatInt(app.TrackID, 10))
	a.add(models.FactBundleID, app.BundleID)
	a.add(models.FactVersion, app.Version)
	a.add(models.FactMinimumOS, app.MinimumOSVersion)
	a.add(models.FactDeviceFamily, app.devices())
	return a.facts
}

func (app appleApp) seller() string { return cmp.Or(app.SellerName, app.ArtistName) }

// price is what people pay; Apple's words when it has them.
func (app appleApp) price() string {
	if app.FormattedPrice != "" || app.Price == 0 {
		return app.FormattedPrice
	}
	return app.Currency + " " + strconv.FormatFloat(app.Price, 'f', 2, 64)
}

// unavailable is why an app cannot be chosen: people would have to pay for it one by one.
func (app appleApp) unavailable() models.Text {
	if app.Price <= 0 {
		return models.Text{}
	}
	return models.T("%s costs %s. Only free App Store apps can be added. Buy volume licenses for this app instead.", app.TrackName, app.price())
}

// page is the app's address in the App Store, without what marks where the visitor came from.
func (app appleApp) page() string {
	u, err := url.Parse(https(app.TrackViewURL))
	if err != nil || u.Host == "" {
		return "https://apps.apple.com/app/id" + strconv.FormatInt(app.TrackID, 10)
	}
	u.RawQuery, u.Fragment = "", ""
	return u.String()
}

// devices are the families that the app is made for: "iPhone, iPad". Apple lists every model, as in "iPadAir2-iPadAir2".
func (app appleApp) devices() string {
	made := func(prefixes ...string) bool {
		return slices.ContainsFunc(app.SupportedDevices, func(d string) bool {
			return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(d, p) })
		})
	}
	var families []string
	if made("iPhone", "iPodTouch") {
		families = append(families, "iPhone")
	}
	if made("iPad") {
		families = append(families, "iPad")
	}
	return strings.Join(families, ", ")
}

var (
	appleNumber = regexp.MustCompile(`^(?:id)?([0-9]{6,12})$`)
	applePage   = regexp.MustCompile(`^https?://(?:apps|itunes)\.apple\.com/.*/id([0-9]{6,12})(?:[/?#].*)?$`)
	bundleID    = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+){1,10}$`)
)

// appleID is the number of an app, from the number itself or from the address of its page; "" when the text is neither.
func appleID(text string) string {
	for _, form := range []*regexp.Regexp{appleNumber, applePage} {
		if m := form.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
			return m[1]
		}
	}
	return ""
}

// https keeps an address that may be shown or followed.
func https(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(address) > maxAddress {
		return ""
	}
	return address
}
