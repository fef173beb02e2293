package kit

import (
	"context"

	"appdepot/views/say"
	"appdepot/views/ui"
)

// DeviceColumns head the devices of an app. The page that can be sorted adds how.
func DeviceColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Device")},
		{Label: say.T(ctx, "Primary user"), Width: "col-lg", Priority: "3"},
		{Label: say.T(ctx, "Operating system"), Width: "col-lg", Priority: "3"},
		{Label: say.T(ctx, "Status")},
		{Label: say.T(ctx, "Status details"), Priority: "2"},
		{Label: say.T(ctx, "Version"), Width: "col-xs", Priority: "3"},
		{Label: say.T(ctx, "Last check-in"), Width: "col-md", Priority: "2"},
	}
}
