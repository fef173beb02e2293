package add

import (
	"strconv"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
)

// What the steps with an editor share: assignments and relations are kept with the draft at every change, so that going on saves
// nothing more.

// versionState is the state that the addresses of an editor carry: the version of the draft that the page shows.
func (w wizard) versionState() string { return "version=" + strconv.Itoa(w.draft.Version) }

// seenVersion is the version of the draft that the page showed on which somebody changed something.
func (w wizard) seenVersion() (int, error) {
	version := w.c.QueryParam("version")
	if version == "" {
		return w.draft.Version, nil
	}
	seen, err := strconv.Atoi(version)
	if err != nil {
		return 0, models.NotFound("This URL is incomplete. Go back to the draft and try again.").Because(err)
	}
	return seen, nil
}

// goOn leads to the step before or behind one with an editor. What keeps the wizard there is shown with the draft as it is now.
func (r steps) goOn(w wizard, back bool, show func(wizard, *models.Error) error) error {
	if back {
		return web.Redirect(w.c, w.url(-1))
	}
	_, err := r.store.SaveDraft(w.ctx, w.draft.ID, web.Version(w.c), store.DraftAnswers{Step: w.key(), Next: true})
	if wrong := web.UserError(err); wrong != nil {
		now, gone := r.store.Draft(w.ctx, w.draft.ID)
		if gone != nil {
			return gone
		}
		w.draft = now
		return show(w, wrong)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w.c, w.url(+1))
}
