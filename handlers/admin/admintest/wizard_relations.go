package admintest

import (
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
)

// Begin starts a Windows app (Win32) that is called New editor.
func (s *relationsSite) Begin(t *testing.T) models.Draft {
	t.Helper()
	d, err := s.AddDraft(s.Ctx, "win32LobApp")
	NoError(t, err)
	d, err = s.SaveDraft(s.Ctx, d.ID, d.Version, store.DraftAnswers{Step: apptype.Information, Form: map[string][]string{"displayName": {"New editor"}}})
	NoError(t, err)
	return d
}
