package device

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/checkin"
)

func (d *api) enroll(c echo.Context) error {
	var m checkin.Enroll
	if err := read(c, &m); err != nil {
		return err
	}
	enrolled, err := d.store.EnrollDevice(c.Request().Context(), m)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, enrolled)
}

func (d *api) leave(c echo.Context) error {
	token, err := bearer(c)
	if err != nil {
		return err
	}
	if err := d.store.Leave(c.Request().Context(), token); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (d *api) checkIn(c echo.Context) error {
	var m checkin.CheckIn
	token, err := readSigned(c, &m)
	if err != nil {
		return err
	}
	answer, err := d.store.CheckIn(c.Request().Context(), token, m)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, withContentURLs(answer))
}

// withContentURLs says where the packages of the orders are. Their contents are shared with other answers, so they are copied.
func withContentURLs(a checkin.Answer) checkin.Answer {
	for i, order := range a.Orders {
		if order.Content != nil {
			content := *order.Content
			content.URL = contentURL(content.VersionID)
			a.Orders[i].Content = &content
		}
	}
	return a
}

func (d *api) report(c echo.Context) error {
	var m checkin.Report
	token, err := readSigned(c, &m)
	if err != nil {
		return err
	}
	reported, err := d.store.Report(c.Request().Context(), token, m)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, reported)
}

// readSigned reads a message with the token that proves whose it is.
func readSigned(c echo.Context, m any) (string, error) {
	token, err := bearer(c)
	if err != nil {
		return "", err
	}
	return token, read(c, m)
}

// bearer is the device token of a request.
func bearer(c echo.Context) (string, error) {
	scheme, token, _ := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	if token = strings.TrimSpace(token); !strings.EqualFold(scheme, "Bearer") || token == "" {
		return "", models.Unauthenticated("The request has no device token. Send it as Authorization: Bearer, or enroll first.")
	}
	return token, nil
}

// read reads one JSON message. Members it does not know are left alone: a later version of the API may have them.
func read(c echo.Context, m any) error {
	r := c.Request()
	if media, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType)); err != nil || media != echo.MIMEApplicationJSON {
		return models.Invalid("Send the message as JSON, with Content-Type: application/json.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Response(), r.Body, checkin.MaxBody))
	if err != nil {
		return tooLargeError(err)
	}
	err = json.Unmarshal(body, m)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		refusal := models.InvalidField(wrong.Field, "The value has the wrong type.").Because(err)
		refusal.Text = models.T("A value in the message has the wrong type.")
		return refusal
	}
	if err != nil {
		return models.Invalid("The message is not valid JSON or has an unreadable value.").Because(err)
	}
	return nil
}
