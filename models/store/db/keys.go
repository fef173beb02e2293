package db

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/secret"
)

// DataKey is a row of the keys that secrets are sealed with, wrapped by the outer key, which is not in the database.
type DataKey struct {
	Number    int `gorm:"primaryKey;autoIncrement:false"`
	Wrapped   string
	WrappedBy string // the name of the outer key
	CreatedAt time.Time
}

// keys are the data keys that this process has unwrapped. One that it had it keeps: a row that was read before a rotation still opens.
type keys struct {
	keeper *secret.Keeper
	mu     sync.RWMutex
	known  map[int]secret.Key
}

// sealing is the lock about which data key is the newest: who seals shares it, who adds a key has it alone. So nothing is sealed with an
// older key once a newer one is there.
const sealing = "data keys"

// OpenKeys unwraps the data keys, after making the first one in a database that has none. A KeyError says that the outer key is another
// one or cannot be asked; nothing was changed then.
func (d *Database) OpenKeys(ctx context.Context, keeper *secret.Keeper) error {
	d.keys = &keys{keeper: keeper, known: map[int]secret.Key{}}
	rows, err := d.DataKeys(ctx)
	if err == nil && len(rows) == 0 {
		if err = d.addDataKey(ctx, true); err == nil {
			rows, err = d.DataKeys(ctx)
		}
	}
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, err := d.keys.unwrap(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

// DataKeys lists the data keys, the newest last.
func (d *Database) DataKeys(ctx context.Context) ([]DataKey, error) {
	return Find[DataKey](ctx, d.Rows(ctx).Order("number"))
}

// AddDataKey makes the data key that everything is sealed with from now on.
func (d *Database) AddDataKey(ctx context.Context) error { return d.addDataKey(ctx, false) }

func (d *Database) addDataKey(ctx context.Context, first bool) error {
	row, err := WrapDataKey(ctx, d.keys.keeper, secret.NewKey())
	if err != nil {
		return fmt.Errorf("make a key for secrets: %w", err)
	}
	return d.Change(ctx, func(t *Tx) error {
		if err := t.LockKeys(); err != nil {
			return err
		}
		newest, err := newestKey(t.DB)
		if err != nil || first && newest > 0 {
			return err
		}
		row.Number, row.CreatedAt = newest+1, t.Now
		return Create[DataKey](ctx, t.DB, &row)
	})
}

// LockKeys keeps data keys from coming and going, and secrets from being sealed, until the transaction ends.
func (t *Tx) LockKeys() error { return t.Lock(sealing) }

// WrapDataKey is a row for a data key, still without its number.
func WrapDataKey(ctx context.Context, keeper *secret.Keeper, key []byte) (DataKey, error) {
	wrapped, err := keeper.Wrap(ctx, key)
	return DataKey{Wrapped: base64.StdEncoding.EncodeToString(wrapped), WrappedBy: keeper.Name()}, err
}

// Unwrapped is the data key of a row, as its outer key gives it.
func (k DataKey) Unwrapped(ctx context.Context, keeper *secret.Keeper) ([]byte, error) {
	wrapped, err := base64.StdEncoding.DecodeString(k.Wrapped)
	if err != nil {
		return nil, err
	}
	key, err := keeper.Unwrap(ctx, wrapped)
	if err != nil {
		return nil, &KeyError{Needed: k.WrappedBy, Given: keeper.Name(), Err: err}
	}
	return key, nil
}

func newestKey(q *gorm.DB) (number int, err error) {
	err = q.Model(&DataKey{}).Select("coalesce(max(number), 0)").Scan(&number).Error
	return number, err
}

func (k *keys) unwrap(ctx context.Context, row DataKey) (secret.Key, error) {
	b, err := row.Unwrapped(ctx, k.keeper)
	if err != nil {
		return secret.Key{}, err
	}
	key, err := secret.KeyOf(row.Number, b)
	if err != nil {
		return key, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.known[row.Number] = key
	return key, nil
}

// key is the data key of a number, which another process may have added meanwhile.
func (k *keys) key(ctx context.Context, q *gorm.DB, number int) (secret.Key, error) {
	k.mu.RLock()
	key, ok := k.known[number]
	k.mu.RUnlock()
	if ok {
		return key, nil
	}
	row, err := First[DataKey](ctx, q.Where("number = ?", number))
	if None(err) {
		return key, secret.ErrNotSealed
	}
	if err != nil {
		return key, err
	}
	if key, err = k.unwrap(ctx, row); err != nil { // the outer key was changed after this server had begun
		err = models.Unavailable("The database has another key for secrets now. Ask the server operator to restart Appdepot with it.").Because(err)
	}
	return key, err
}

func (k *keys) openSealed(ctx context.Context, q *gorm.DB, at secret.Place, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	number, ok := secret.NumberOf(text)
	if !ok {
		return "", fmt.Errorf("open %s: %w", at, secret.ErrNotSealed)
	}
	key, err := k.key(ctx, q, number)
	if err == nil {
		text, err = key.Open(at, text)
	}
	if err != nil {
		return "", fmt.Errorf("open %s: %w", at, err)
	}
	return text, nil
}

// OpenSealed is a sealed value again. Nothing is sealed as nothing.
func (d *Database) OpenSealed(ctx context.Context, at secret.Place, text string) (string, error) {
	return d.keys.openSealed(ctx, d.Rows(ctx), at, text)
}

// OpenSealed is OpenSealed in a transaction.
func (t *Tx) OpenSealed(at secret.Place, text string) (string, error) {
	return t.keys.openSealed(t.Ctx, t.DB, at, text)
}

// Seal makes a value unreadable outside this server, to be written at a place. One that is sealed for that place already stays as it is,
// or is sealed anew where there is a newer key.
func (t *Tx) Seal(at secret.Place, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	if err := t.LockShared(sealing); err != nil {
		return "", err
	}
	newest, err := newestKey(t.DB)
	if err != nil {
		return "", err
	}
	if number, ok := secret.NumberOf(text); ok {
		switch plain, err := t.OpenSealed(at, text); {
		case err == nil && number == newest:
			return text, nil
		case err == nil:
			text = plain
		case !errors.Is(err, secret.ErrNotSealed):
			return "", err
		}
	}
	key, err := t.keys.key(t.Ctx, t.DB, newest)
	if err != nil {
		return "", err
	}
	return key.Seal(at, text), nil
}

// fingerprint is a text's with the newest key that this process knows. Right after a rotation another process may still give another one.
func (k *keys) fingerprint(text string) string {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.known[slices.Max(slices.Collect(maps.Keys(k.known)))].Fingerprint(text)
}

// Fingerprint tells texts apart that a copy of the database is not to give away: see secret.Key.
func (d *Database) Fingerprint(text string) string { return d.keys.fingerprint(text) }

// Fingerprint is Fingerprint in a transaction.
func (t *Tx) Fingerprint(text string) string { return t.keys.fingerprint(text) }

// KeyError says that the outer key does not open the data keys.
type KeyError struct {
	Needed, Given string
	Err           error
}

func (e *KeyError) Unwrap() error { return e.Err }

// Error says what is wrong and what to do.
func (e *KeyError) Error() string {
	what := fmt.Sprintf("the secrets in this database are sealed with %s, and %s does not open them", e.Needed, e.Given)
	if errors.Is(e.Err, secret.ErrNoKeyFile) {
		what = fmt.Sprintf("the secrets in this database are sealed with %s, and %s is not there", e.Needed, e.Given)
	}
	return what + ". Nothing was changed. Start Appdepot with the right key: put the file back, or name the key with --secret-key-url or" +
		" APPDEPOT_SECRET_KEY_URL. If the key is lost for good, \"appdepot secrets reset --lost\" gives up what it sealed, so that it can be" +
		" entered again. The cause: " + e.Err.Error()
}
