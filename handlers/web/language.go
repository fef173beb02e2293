package web

import (
	"net/http"

	"golang.org/x/text/language"

	"appdepot/models"
	"appdepot/views/say"
)

var matcher = func() language.Matcher {
	var tags []language.Tag
	for _, l := range say.Languages {
		tags = append(tags, language.Make(l.Tag))
	}
	return language.NewMatcher(tags)
}()

// languageOf chooses the language of a request: the user's, then the cookie's, then the browser's.
func (s *Server) languageOf(r *http.Request, u models.User) string {
	if u.Language != "" {
		return u.Language
	}
	preferred := cookie(r, s.cookieName(r, languageName))
	for _, l := range say.Languages {
		if l.Tag == preferred {
			return l.Tag
		}
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return say.Languages[0].Tag
	}
	_, i, _ := matcher.Match(tags...)
	return say.Languages[i].Tag
}
