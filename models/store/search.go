package store

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/store/db"
)

// shortestTrigram is how many characters a word needs before SQLite's trigram index can find it.
const shortestTrigram = 3

// mostIndexed is up to how many apps are few enough to be named one by one.
const mostIndexed = 200

// searchText is what searching an app looks in: what its people know it by, folded.
func searchText(a models.App) string {
	return models.Fold(strings.Join([]string{a.Name, a.Publisher, a.Description, a.Developer, a.Owner, a.DisplayVersion}, " "))
}

// searchWords splits what was typed into folded words, without what no text of ours holds.
func searchWords(text string) []string {
	text = strings.ToValidUTF8(text, " ")
	return strings.FieldsFunc(models.Fold(text), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

// whereApps keeps the apps in which every word of the search occurs, anywhere and in any order. Postgres has an index of
// trigrams behind LIKE. SQLite has one of its own for words of three characters or more; it is the way to find a few apps, but
// slower than looking through the column when a list of many ends after its first page anyway.
func (s *Store) whereApps(ctx context.Context, q *gorm.DB, search string) (*gorm.DB, error) {
	var indexed []string
	for _, w := range searchWords(search) {
		q = q.Where(`apps.search LIKE ? ESCAPE '\'`, db.Like(w))
		if !s.db.Postgres() && utf8.RuneCountInString(w) >= shortestTrigram {
			indexed = append(indexed, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
		}
	}
	if len(indexed) == 0 {
		return q, nil
	}
	var found []int64
	err := s.db.Rows(ctx).Table("app_search").Where("app_search MATCH ?", strings.Join(indexed, " AND ")).Limit(mostIndexed+1).Pluck("rowid", &found).Error
	if len(found) <= mostIndexed {
		q = q.Where("apps.seq IN ?", append(found, 0)) // no app has number 0: an empty list is no SQL
	}
	return q, err
}

// whereNamed keeps the rows in which every word occurs in at least one of the columns, without regard to case.
func (s *Store) whereNamed(q *gorm.DB, search string, columns ...string) *gorm.DB {
	operator := "LIKE" // SQLite: without regard to the case of A to Z
	if s.db.Postgres() {
		operator = "ILIKE"
	}
	for _, w := range searchWords(search) {
		var either []string
		var patterns []any
		for _, c := range columns {
			either = append(either, c+" "+operator+` ? ESCAPE '\'`)
			patterns = append(patterns, db.Like(w))
		}
		q = q.Where("("+strings.Join(either, " OR ")+")", patterns...)
	}
	return q
}

// setSearchColumns sets the columns by which an app is sorted and found; whoever writes an app calls it before.
func setSearchColumns(a *models.App) { a.NameKey, a.Search = models.Fold(a.Name), searchText(*a) }
