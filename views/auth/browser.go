package auth

import (
	"context"
	"strings"

	"appdepot/views/say"
)

// Browser names the browser and the system in a User-Agent header, as far as they can be told; otherwise the header itself.
func Browser(ctx context.Context, agent string) string {
	browser := firstIn(agent, "Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari")
	system := firstIn(agent, "Windows", "Windows", "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Macintosh", "macOS", "CrOS", "ChromeOS", "Linux", "Linux")
	switch {
	case browser != "" && system != "":
		return browser + ", " + system
	case agent == "":
		return say.T(ctx, "Unknown browser")
	default:
		return agent
	}
}

// firstIn is the name behind the first mark that the text holds; marks and names alternate.
func firstIn(text string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.Contains(text, pairs[i]) {
			return pairs[i+1]
		}
	}
	return ""
}
