package device_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"appdepot/cmd/depotsim/fleet"
	"appdepot/handlers/device"
)

// A device that never stops asking is told to wait; the others are served meanwhile.
func TestDeviceThatNeverStopsAskingWaits(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	list := s.devices(2, fleet.Habits{})
	busy, other := list[0].Save().Token, list[1].Save().Token
	body := `{"inventoryHash": "` + emptyHash + `", "inventory": []}`
	served := 0
	for {
		response, p := s.send("POST", device.Prefix+"/checkins", busy, body)
		if response.StatusCode == http.StatusTooManyRequests {
			if response.Header.Get("Retry-After") == "" || p.Kind != "tooMany" || p.Detail == "" {
				t.Errorf("Retry-After %q, %+v", response.Header.Get("Retry-After"), p)
			}
			break
		}
		if served++; served > 1000 {
			t.Fatal("1,000 check-ins in a row are answered")
		}
	}
	if served < 100 {
		t.Errorf("only %d requests are answered: a device with many orders needs more", served)
	}
	for _, path := range []string{"/reports", "/content/01981b21-0c3d-7a44-8c2e-5b7d9f1a3c55"} {
		method := map[bool]string{true: "POST", false: "GET"}[path == "/reports"]
		if response, _ := s.send(method, device.Prefix+path, busy, `{"results": []}`); response.StatusCode != http.StatusTooManyRequests {
			t.Errorf("%s answers %s to the same device", path, response.Status)
		}
	}
	if response, _ := s.send("POST", device.Prefix+"/checkins", other, body); response.StatusCode != http.StatusOK {
		t.Errorf("another device gets %s", response.Status)
	}
}

func TestDescriptionTellsHowOftenADeviceMayCome(t *testing.T) {
	b, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%d requests at once", device.Burst); !strings.Contains(string(b), want) {
		t.Errorf("openapi.yaml does not say %q", want)
	}
}
