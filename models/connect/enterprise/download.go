package enterprise

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"appdepot/models"
	"appdepot/models/reason"
)

// Download is the job that brings the content of a draft: steps 2 to 5 of the package's comment. It streams to the package store as an
// upload does, within the same limits. What goes wrong stands on the draft's page, where people start it again.
func (e *Enterprise) Download(ctx context.Context, upload models.ID) error {
	u, err := e.store.Upload(ctx, upload)
	if models.KindOf(err) == models.KindNotFound {
		return nil // canceled, or begun anew
	}
	if err != nil {
		return err
	}
	if u.State == models.UploadReceiving && u.Received > 0 {
		return e.store.FetchAnew(ctx, u)
	}
	if u.State == models.UploadReceiving {
		err := e.receive(ctx, u)
		if errors.Is(ctx.Err(), context.Canceled) {
			return ctx.Err() // this process stops; the next one begins anew
		}
		if err != nil {
			return e.store.FailFetch(context.WithoutCancel(ctx), u, err)
		}
	}
	if err := e.store.InspectUpload(ctx, u.ID); err != nil {
		return err
	}
	return e.store.PublishFetched(ctx, u.ID)
}

// receive streams the file from the catalog into its upload.
func (e *Enterprise) receive(ctx context.Context, u models.Upload) error {
	file, err := e.store.FetchOf(ctx, u)
	if err != nil {
		return err
	}
	content, size, err := e.catalog.Open(ctx, file)
	if err != nil {
		return notDownloaded(file, err)
	}
	defer content.Close()
	_, err = e.store.ReceiveFetched(ctx, u, size, content)
	return err
}

// notDownloaded names the host from which nothing came, when it was not reached or refused.
func notDownloaded(file models.Download, err error) error {
	at, bad := url.Parse(file.URL)
	unreached := []models.Code{reason.SiteInside.Code, reason.SiteRedirects.Code, reason.SiteTimedOut.Code, reason.SiteUnreachable.Code, reason.SiteRefused.Code}
	if bad != nil || !slices.Contains(unreached, models.ReasonOf(err).Code) {
		return err
	}
	return reason.NotDownloaded.Of(at.Host).Unavailable().Because(err)
}
