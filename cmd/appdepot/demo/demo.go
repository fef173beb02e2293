package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/alexedwards/argon2id"

	"appdepot/models"
	"appdepot/models/store"
)

// Organization is what a demo prints: who can sign in.
type Organization struct {
	People   []models.User // one per role
	Password string        // of all of them; empty when the demo was filled by an earlier start
}

// Demo says where a demo is.
type Demo struct {
	Store    store.Options
	Devices  string // file that keeps the devices that answer, for the fleet of pretend devices; it has their tokens
	Password string // of the sign-ins; empty makes a random one
	Small    bool   // only the people and devices that the demo tells of by name, which is enough for most tests
	Filling  func() // is called before an empty store is filled, which takes some seconds; nil for nothing
}

// filler tells a demo's store what happened.
type filler struct {
	*store.Store
	clock    *clock
	today    time.Time // now, until which everything is told
	small    bool
	password string
	users    map[string]models.User // by the part of their address before the @
	groups   map[string]models.ID   // by name
	sorted   map[string]models.ID   // categories by name
	shelf    map[string]models.ID   // apps by name
	uploads  map[string]models.ID   // files that have arrived, by name
	browsers map[string]string      // secrets of browsers that people signed in with before
	devices  []*pretend
}

// Prepare makes the demo's organization in a store that nobody uses yet, with weeks in which something happened. Of a store that has one it
// tells what its devices did since they were seen last, and finds the sign-ins. Nothing else may have the store open meanwhile, because its
// clock runs in the past.
func (d Demo) Prepare(ctx context.Context) (o Organization, err error) {
	f := &filler{clock: &clock{}, today: time.Now().UTC(), small: d.Small, browsers: map[string]string{}}
	if clock := d.Store.Clock; clock != nil {
		f.today = clock().UTC()
	}
	f.clock.set(f.today)
	options := d.Store
	options.Clock, options.SyncLater = f.clock.now, true // what a power cut takes can be told again
	options.Password = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	if f.Store, err = store.Open(ctx, options); err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	system := models.WithActor(ctx, models.Actor{System: true})
	if f.NeedsSetUp(ctx) {
		if d.Filling != nil {
			d.Filling()
		}
		// A demo of which half is told would stay so: who stops the server meanwhile waits for the rest.
		if o.Password, err = f.fill(context.WithoutCancel(system), d.Password); err != nil {
			return o, fmt.Errorf("fill the demo organization: %w", err)
		}
		err = writeDevices(d.Devices, f.devices)
	} else {
		err = f.catchUp(system, d.Devices)
	}
	if err != nil {
		return o, err
	}
	o.People, err = f.signIns(system)
	return o, err
}

// signIns finds the first person of each role.
func (f *filler) signIns(ctx context.Context) (list []models.User, err error) {
	for _, role := range models.Roles {
		i := slices.IndexFunc(people, func(p person) bool { return p.role == role })
		u, err := f.UserByEmail(ctx, people[i].email)
		if models.KindOf(err) == models.KindNotFound {
			continue // removed since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, nil
}

// as is a context in which one of the demo's people acts, from a computer of the organization.
func (f *filler) as(ctx context.Context, who string) context.Context {
	return models.WithActor(ctx, f.users[who].Actor(address(who)))
}

// address is where somebody or something is in the organization's network.
func address(name string) string {
	return fmt.Sprintf("10.20.%d.%d", chance(6, "network", name), 10+chance(200, "host", name))
}
