package catalog

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// winget asks a server that speaks the winget REST contract: the Microsoft Store, and sources that administrators add.
// Source of the contract: microsoft/winget-cli-restsource, version 1.1.
type winget struct{ site *site }

// packageID is 2 to 8 parts of 1 to 32 characters, with dots between them. Source: winget manifest schema, PackageIdentifier.
var packageID = regexp.MustCompile(`^[^.\s\\/:*?"<>|\x01-\x1f]{1,32}(\.[^.\s\\/:*?"<>|\x01-\x1f]{1,32}){1,7}$`)

// searchRequest is the body of manifestSearch.
type searchRequest struct {
	MaximumResults int
	Query          match
	Filters        []filter `json:",omitempty"`
}

type match struct{ KeyWord, MatchType string }

type filter struct {
	PackageMatchField string
	RequestMatch      match
}

// searchResult is one package of an answer to manifestSearch.
type searchResult struct {
	PackageIdentifier string
	PackageName       string
	Publisher         string
	Versions          []struct{ PackageVersion string }
}

func (f searchResult) newest() (version string) {
	for _, v := range f.Versions {
		if version == "" || CompareVersions(v.PackageVersion, version) > 0 {
			version = v.PackageVersion
		}
	}
	if strings.EqualFold(version, "unknown") {
		return ""
	}
	return version
}

// search lists packages whose name, publisher or identifier has the text in it. Market limits the answer to a country, as two
// letters; most sources know none.
func (w winget) search(ctx context.Context, text, market string) ([]searchResult, error) {
	q := searchRequest{MaximumResults: MaxHits, Query: match{text, "Substring"}}
	if market != "" {
		q.Filters = []filter{{"Market", match{market, "CaseInsensitive"}}}
	}
	var answer struct{ Data []searchResult }
	if err := w.site.post(ctx, "manifestSearch", q, &answer); err != nil && !errors.Is(err, errNotFound) {
		return nil, err
	}
	var all []searchResult
	for _, f := range answer.Data {
		if f.PackageIdentifier != "" && len(all) < MaxHits {
			f.PackageName = cmp.Or(f.PackageName, f.PackageIdentifier)
			all = append(all, f)
		}
	}
	return all, nil
}

// pack reads the manifests of one package, or none when there is no such package. The caller has checked the identifier.
func (w winget) pack(ctx context.Context, id, market string) (p wingetPackage, none bool, err error) {
	query := url.Values{}
	if market != "" {
		query.Set("Market", market)
	}
	var answer struct{ Data wingetPackage }
	err = w.site.get(ctx, "packageManifests/"+url.PathEscape(id), query, &answer)
	if errors.Is(err, errNotFound) {
		return wingetPackage{}, true, nil
	}
	return answer.Data, err == nil && len(answer.Data.Versions) == 0, err
}
