package fleet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"appdepot/cmd/depotsim/client"
)

// Server is the Appdepot server the devices speak with.
type Server struct {
	address *url.URL
	api     *client.ClientWithResponses
}

// Connect names a server by its address, such as https://depot.example. Nothing is sent yet.
func Connect(address string, through *http.Client) (*Server, error) {
	u, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q is no address of a server; write it as https://depot.example", address)
	}
	api, err := client.NewClientWithResponses(u.String()+"/device/v1", client.WithHTTPClient(through))
	if err != nil {
		return nil, err
	}
	return &Server{address: u, api: api}, nil
}

// Enroll uses up an enrollment token and gives the device that is enrolled now.
func (s *Server) Enroll(ctx context.Context, facts client.DeviceFacts, token string, habits Habits) (*Device, error) {
	r, err := s.api.EnrollWithResponse(ctx, client.EnrollmentRequest{EnrollmentToken: token, Device: facts})
	if err != nil {
		return nil, err
	}
	if r.JSON201 == nil {
		return nil, refusal(r.HTTPResponse, r.Body)
	}
	saved := Saved{ID: r.JSON201.DeviceId, Token: r.JSON201.DeviceToken, Facts: facts, EnrolledWith: Fingerprint(token)}
	return s.Resume(saved, habits), nil
}

// Answers reports whether the server speaks the device API by now.
func (s *Server) Answers(ctx context.Context) bool {
	r, err := s.api.Description(ctx)
	if err != nil {
		return false
	}
	defer r.Body.Close()
	return r.StatusCode == http.StatusOK
}

// Resume gives a device that has been enrolled earlier.
func (s *Server) Resume(saved Saved, habits Habits) *Device {
	return &Device{
		ID: saved.ID, Facts: saved.Facts, Log: func(string) {},
		server: s, token: saved.Token, enrolledWith: saved.EnrolledWith, inventory: saved.Inventory, habits: habits,
		every: time.Duration(saved.EverySeconds) * time.Second, never: saved.Never,
		dice: newDice(habits.Seed, saved.Facts.Name),
	}
}

// Refused is an answer of the server that is no success.
type Refused struct {
	Status  int
	Problem client.Problem
	After   time.Duration // when to come back; 0 when the server did not say
}

func (r *Refused) Error() string {
	return fmt.Sprintf("the server answered %d: %s", r.Status, r.Problem.Detail)
}

func refusal(r *http.Response, body []byte) error {
	refused := &Refused{Status: r.StatusCode}
	if err := json.Unmarshal(body, &refused.Problem); err != nil {
		refused.Problem.Detail = http.StatusText(r.StatusCode)
	}
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil {
		refused.After = time.Duration(seconds) * time.Second
	}
	return refused
}

// IsRefused reports whether the error is an answer with this status.
func IsRefused(err error, status int) bool {
	refused, ok := errors.AsType[*Refused](err)
	return ok && refused.Status == status
}
