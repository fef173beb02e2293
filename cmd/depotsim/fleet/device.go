package fleet

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"appdepot/cmd/depotsim/client"
)

// Device is one pretend device. It does one thing at a time; Remove and Inventory may be called meanwhile.
type Device struct {
	ID    string
	Facts client.DeviceFacts
	Log   func(text string) // is told what happens

	server *Server
	token  string
	habits Habits
	dice   dice
	told   string // hash of the inventory the server knows

	enrolledWith string           // fingerprint of the enrollment token
	every        time.Duration    // between its check-ins; 0 is what the fleet does
	never        map[string]int32 // apps that fail on it every time, see trouble.Key, with the error code

	mu        sync.Mutex
	inventory Inventory
}

// Summary tells what one check-in came to.
type Summary struct {
	Orders    int // in the server's answer
	Succeeded int
	Failed    int
	Mismatch  int   // failures because a package did not have its SHA-256
	Removed   int   // apps its person removed before
	Bytes     int64 // downloaded
	Next      time.Duration
}

// CheckIn does what the device API describes, once: it says what is there, carries out every order of the answer and
// reports on each. An error means that it could not be finished; the orders left come again.
func (d *Device) CheckIn(ctx context.Context) (Summary, error) {
	summary := Summary{Removed: d.removeSome()}
	answer, err := d.ask(ctx)
	if err != nil {
		return summary, err
	}
	summary.Orders = len(answer.Orders)
	summary.Next = time.Duration(answer.NextCheckInSeconds) * time.Second
	for _, o := range answer.Orders {
		if err := d.obey(ctx, o, &summary); err != nil {
			return summary, fmt.Errorf("%s %s: %w", o.Action, o.Name, err)
		}
	}
	return summary, nil
}

// ask checks in with the hash alone if it can, and with the inventory if the server wants it.
func (d *Device) ask(ctx context.Context) (*client.CheckIn, error) {
	inventory := d.Inventory()
	body := client.CheckInRequest{InventoryHash: inventory.Hash()}
	if body.InventoryHash != d.told {
		body.Inventory = (*client.Inventory)(&inventory)
	}
	answer, err := d.send(ctx, body)
	if err == nil && answer.InventoryWanted {
		body.Inventory = (*client.Inventory)(&inventory)
		answer, err = d.send(ctx, body)
	}
	if err != nil {
		return nil, err
	}
	d.told = body.InventoryHash
	return answer, nil
}

func (d *Device) send(ctx context.Context, body client.CheckInRequest) (*client.CheckIn, error) {
	r, err := d.server.api.CheckInWithResponse(ctx, body, d.sign)
	if err != nil {
		return nil, err
	}
	if r.JSON200 == nil {
		return nil, refusal(r.HTTPResponse, r.Body)
	}
	return r.JSON200, nil
}

// sign adds the device token to a request.
func (d *Device) sign(_ context.Context, r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+d.token)
	return nil
}

// Leave ends the enrollment.
func (d *Device) Leave(ctx context.Context) error {
	r, err := d.server.api.LeaveWithResponse(ctx, d.sign)
	if err != nil {
		return err
	}
	if r.StatusCode() != http.StatusNoContent {
		return refusal(r.HTTPResponse, r.Body)
	}
	return nil
}

// Inventory is what is on the device now.
func (d *Device) Inventory() Inventory {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append(Inventory{}, d.inventory...)
}

func (d *Device) change(to func(Inventory) Inventory) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.inventory = to(d.inventory)
}

// Remove takes an app away, as a person does who uninstalls it.
func (d *Device) Remove(kind, id string) {
	d.change(func(inv Inventory) Inventory { return inv.Without(kind, id) })
}

// removeSome removes apps as often as the habits say.
func (d *Device) removeSome() (removed int) {
	d.change(func(inv Inventory) Inventory {
		return slices.DeleteFunc(slices.Clone(inv), func(l client.InventoryLine) bool {
			if !d.dice.happens(d.habits.RemoveRate) {
				return false
			}
			removed++
			d.Log("its person removed " + l.Id)
			return true
		})
	})
	return removed
}
