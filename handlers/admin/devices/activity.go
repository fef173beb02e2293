package devices

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/activity"
	"appdepot/models/checkin"
	"appdepot/models/remedy"
	"appdepot/models/store"
	views "appdepot/views/admin/devices"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
)

// activity is what happened on a device.
func (r devices) activity(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := r.frame(c, "activity")
	if err != nil {
		return err
	}
	list, err := r.store.DeviceActivity(ctx, h.ID, web.PageOf(c))
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.DeviceSection(string(h.ID), "activity"), ID: "list"}
	page := views.DeviceActivityProps{DeviceFrameProps: frame, Pager: l.Pager(say.N(ctx, "%s activity on this page", "%s activities on this page", len(list.Items)), list.Previous, list.Next)}
	for _, a := range list.Items {
		page.Add(ctx, happened(ctx, h, a))
	}
	return web.Page(c, http.StatusOK, views.DeviceActivity(page))
}

// happened puts one activity into words.
func happened(ctx context.Context, h store.DeviceHead, a store.DeviceActivity) views.Happened {
	if a.Order == nil {
		known := activity.Of(a.Event.Action)
		return views.Happened{At: a.At(), Icon: known.Icon, Title: say.Text(ctx, known.Words), By: a.Event.ActorName, Changes: viewkit.Changes(ctx, *a.Event, "")}
	}
	o := a.Order
	line := views.Happened{
		At: a.At(), App: o.AppName, Version: o.AppVersion, URL: link.DeviceApp(string(h.ID), string(o.AppID)), Action: o.Action,
		Attempt: o.Attempt, Outcome: views.Outcome(o.Order), Ended: o.DoneAt,
	}
	if line.Outcome == views.Failed && o.ErrorCode != 0 {
		line.Code = checkin.Code(o.ErrorCode)
		if short := remedy.Short(o.ErrorCode); !short.Empty() {
			line.Short = say.Text(ctx, short)
		}
	}
	return line
}
