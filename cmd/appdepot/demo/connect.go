package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/connect/play"
	"appdepot/models/field"
)

// The demo's managed Google Play and its own source of the Enterprise App Catalog: hosts that only this process answers, and the
// organization's account.
const (
	playHost    = "play.demo"
	playAccount = "harbour"
	catalogHost = "catalog.demo"
)

// cameraPackage names Quay Camera in its catalog.
const cameraPackage = "Wayfarer.QuayCamera"

// StandIns are the hosts that a demo answers itself.
func StandIns() map[string]http.Handler {
	approved := []string{}
	for name := range playApps {
		approved = append(approved, name)
	}
	return map[string]http.Handler{playHost: standin.Play(playAccount, organization, approved...), catalogHost: standin.Source(cameraManifest())}
}

// cameraManifest describes Quay Camera as the winget REST contract does.
func cameraManifest() string {
	return fmt.Sprintf(`[{"PackageIdentifier": %q, "Versions": [{"PackageVersion": "2.4.1",
		"DefaultLocale": {"PackageLocale": "en-US", "Publisher": "Wayfarer Software", "PackageName": "Quay Camera", "ShortDescription": "Watch the quays and the gates."},
		"Installers": [{"Architecture": "x64", "InstallerType": "nullsoft", "Scope": "machine", "InstallerUrl": %q, "InstallerSha256": %q, "ProductCode": "QuayCamera"}]}]}]`,
		cameraPackage, cameraURL, cameraDigest())
}

const cameraURL = "https://downloads.wayfarer.example/" + cameraSetup

func cameraDigest() string {
	sum := sha256.Sum256(cameraFile())
	return hex.EncodeToString(sum[:])
}

// tellConnections connects the organization to its managed Google Play and to its own catalog.
func (f *filler) tellConnections(t *timeline) {
	t.add(ago(stocked+1, f.today), "connect", func(ctx context.Context) error {
		ctx = f.as(ctx, "ada")
		if err := f.connectPlay(ctx); err != nil {
			return err
		}
		_, err := f.AddCatalogSource(ctx, field.Form{"name": {"Wayfarer catalog"}, "kind": {string(models.WingetREST)}, "location": {"http://" + catalogHost}})
		return err
	})
}

// connectPlay connects the organization to its managed Google Play, and assigns the apps that are approved there.
func (f *filler) connectPlay(ctx context.Context) error {
	catalogs, err := catalog.New(catalog.Options{StandIns: StandIns()})
	if err != nil {
		return err
	}
	connection := field.Form{"location": {"http://" + playHost}, "account": {playAccount}}
	done, err := play.New(f.Store, play.Of(catalogs), slog.New(slog.DiscardHandler)).Connect(ctx, connection, "en")
	if err := errors.Join(err, done.Unsynced); err != nil {
		return err
	}
	for _, app := range done.Added {
		if err := f.finish(ctx, app.ID, playApps[app.Values["packageId"]]); err != nil {
			return err
		}
		f.shelf[app.Name] = app.ID
	}
	return nil
}

// chooseCamera makes Quay Camera what a draft is about.
func (f *filler) chooseCamera(ctx context.Context, d models.Draft) (models.Draft, error) {
	sources, err := f.CatalogSources(f.as(ctx, "ada"))
	if err != nil {
		return d, err
	}
	id := fmt.Sprintf("%s/%s", sources[0].ID, cameraPackage)
	return f.ChooseFound(ctx, d.ID, d.Version, models.Found{Source: string(apptype.Enterprise), ID: id, Name: "Quay Camera",
		Facts: []models.FactValue{{Fact: models.FactCatalogID, Value: id}, {Fact: models.FactCatalogVariant, Value: "2.4.1/x64//system/nullsoft"},
			{Fact: models.FactScope, Value: "system"}, {Fact: models.FactVersion, Value: "2.4.1"}},
		Download: &models.Download{URL: cameraURL, Name: cameraSetup, SHA256: cameraDigest()}}, "")
}
