package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"appdepot/models"
)

// shortestTrigram is how many characters a word needs before SQLite's trigram index can find it.
const shortestTrigram = 3

// searchText is what searching an app looks in: what its people know it by, folded.
func searchText(a models.App) string {
	return fold(strings.Join([]string{a.Name, a.Publisher, a.Description, a.Developer, a.Owner, a.DisplayVersion}, " "))
}

// searchWords splits what was typed into folded words, without what no text of ours holds.
func searchWords(text string) []string {
	text = strings.ToValidUTF8(text, " ")
	return strings.FieldsFunc(fold(text), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

// whereApps keeps the apps in which every word of the search occurs, anywhere and in any order. SQLite finds words of
// three characters or more in an index of trigrams and looks through the column for shorter ones; Postgres has an index of
// trigrams behind LIKE.
func (s *Store) whereApps(q *gorm.DB, search string) *gorm.DB {
	var indexed []string
	for _, w := range searchWords(search) {
		if s.pool == nil && utf8.RuneCountInString(w) >= shortestTrigram {
			indexed = append(indexed, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
		} else {
			q = q.Where(`apps.search LIKE ? ESCAPE '\'`, like(w))
		}
	}
	if len(indexed) > 0 {
		q = q.Where("apps.seq IN (SELECT rowid FROM app_search WHERE app_search MATCH ?)", strings.Join(indexed, " AND "))
	}
	return q
}

// whereNamed keeps the rows in which every word occurs in at least one of the columns, without regard to case.
func (s *Store) whereNamed(q *gorm.DB, search string, columns ...string) *gorm.DB {
	operator := "LIKE" // SQLite: without regard to the case of A to Z
	if s.pool != nil {
		operator = "ILIKE"
	}
	for _, w := range searchWords(search) {
		var either []string
		var patterns []any
		for _, c := range columns {
			either = append(either, c+" "+operator+` ? ESCAPE '\'`)
			patterns = append(patterns, like(w))
		}
		q = q.Where("("+strings.Join(either, " OR ")+")", patterns...)
	}
	return q
}

// findable sets the columns by which an app is sorted and found; whoever writes an app calls it before.
func findable(a *models.App) { a.NameKey, a.Search = fold(a.Name), searchText(*a) }
