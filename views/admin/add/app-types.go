package add

import (
	"context"
	"io"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
)

// PanePlatforms are the platforms that the choice of an app type can be narrowed to.
var PanePlatforms = []models.Platform{models.Windows, models.MacOS, models.IOS, models.Android}

// FilterTypes keeps the entries that a search finds and that are for a platform; an empty search or platform keeps all. It finds
// what the search of the page finds, which does without the server.
func FilterTypes(ctx context.Context, entries []apptype.PaneEntry, query, platform string) (left []apptype.PaneEntry) {
	for _, e := range entries {
		if (platform == "" || e.ForPlatform(models.Platform(platform))) && matches(entryText(ctx, e), query) {
			left = append(left, e)
		}
	}
	return left
}

func matches(text, query string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// entryText is all that an entry is found by.
func entryText(ctx context.Context, e apptype.PaneEntry) string {
	return strings.ToLower(kit.SourceText(ctx, e.Label) + " " + searchWords(ctx, e))
}

// cachedWords and cachedDetails are what never changes about entries, by language and ID: they are needed for every entry each time
// that one is chosen.
var cachedWords, cachedDetails sync.Map

type cacheKey struct{ language, entry string }

// cachedDetail is entryDetail, printed once.
func cachedDetail(e apptype.PaneEntry) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		key := cacheKey{say.Language(ctx), e.ID}
		story, ok := cachedDetails.Load(key)
		if !ok {
			var printed strings.Builder
			if err := entryDetail(e).Render(ctx, &printed); err != nil {
				return err
			}
			story, _ = cachedDetails.LoadOrStore(key, printed.String())
		}
		_, err := io.WriteString(w, story.(string))
		return err
	})
}

// searchWords are what an entry is found by besides its label: in the reader's language and in English, its heading, what kind of
// app it is, its platforms and its file name endings.
func searchWords(ctx context.Context, e apptype.PaneEntry) string {
	key := cacheKey{say.Language(ctx), e.ID}
	words, ok := cachedWords.Load(key)
	if !ok {
		words, _ = cachedWords.LoadOrStore(key, buildSearchWords(ctx, e))
	}
	return words.(string)
}

func buildSearchWords(ctx context.Context, e apptype.PaneEntry) string {
	words := append([]string{e.Label, e.Heading, kit.SourceText(ctx, e.Heading)}, e.Extensions()...)
	for _, d := range e.Types {
		words = append(words, d.Name, kit.SourceText(ctx, d.Name), d.General, kit.SourceText(ctx, d.General), kit.PlatformName(ctx, d.Platform), platformWords(ctx, d.Platform))
	}
	return strings.Join(words, " ")
}

// platformWords are other words that people find a platform by.
func platformWords(ctx context.Context, p models.Platform) string {
	switch p {
	case models.Windows:
		return say.T(ctx, "Windows pc computer laptop")
	case models.MacOS:
		return say.T(ctx, "macOS Mac OS X Apple computer laptop MacBook")
	case models.IOS:
		return say.T(ctx, "iOS iPadOS iPhone iPad Apple phone tablet mobile")
	case models.Android, models.AndroidEnterprise:
		return say.T(ctx, "Android Google phone tablet mobile")
	}
	return say.T(ctx, "Windows macOS iOS iPadOS Android every platform")
}

// entryPlatforms are the platforms to which narrowing keeps an entry.
func entryPlatforms(e apptype.PaneEntry) (list []string) {
	for _, p := range PanePlatforms {
		if e.ForPlatform(p) {
			list = append(list, string(p))
		}
	}
	return list
}
