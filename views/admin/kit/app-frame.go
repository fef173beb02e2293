package kit

import (
	"context"

	"appdepot/models"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// appFacts stand below an app's name: type, platform, version and publisher.
func appFacts(ctx context.Context, a models.App) []string {
	facts := []string{TypeName(ctx, a.Type), PlatformName(ctx, a.Platform)}
	if a.DisplayVersion != "" {
		facts = append(facts, say.T(ctx, "Version %s", a.DisplayVersion))
	}
	return append(facts, a.Publisher)
}

// appTabs are the pages about an app. The counts are those that cost nothing to know.
func appTabs(ctx context.Context, p AppFrameProps) []ui.Tab {
	tab := func(section, label, count string) ui.Tab {
		url := link.App(string(p.App.ID))
		if section != "" {
			url = link.AppSection(string(p.App.ID), section)
		}
		return ui.Tab{Label: label, URL: url, Count: count, Current: section == p.Current}
	}
	tabs := []ui.Tab{
		tab("", say.T(ctx, "Overview"), ""),
		tab("properties", say.T(ctx, "Properties"), ""),
		tab("device-status", say.T(ctx, "Device install status"), nonZero(ctx, p.Devices)),
		tab("user-status", say.T(ctx, "User install status"), ""),
	}
	if p.Versioned {
		tabs = append(tabs, tab("versions", say.T(ctx, "Versions"), nonZero(ctx, p.Versions)))
	}
	if p.Related {
		tabs = append(tabs, tab("relationships", say.T(ctx, "Relationships"), ""))
	}
	return append(tabs, tab("history", say.T(ctx, "History"), ""))
}

// nonZero writes a number that is not zero.
func nonZero(ctx context.Context, n int) string {
	if n == 0 {
		return ""
	}
	return say.Number(ctx, n)
}
