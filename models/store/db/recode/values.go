package recode

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"appdepot/models"
)

// inPlace rewrites the JSON in a column, row by row. A change that gives nil leaves the row alone.
func inPlace(ctx context.Context, tx *sql.Tx, table, column string, change func([]byte) (any, error)) error {
	ids, err := texts(ctx, tx, fmt.Sprintf("SELECT id FROM %s WHERE CAST(%s AS text) NOT IN ('[]', '{}')", table, column))
	if err != nil {
		return err
	}
	for _, id := range ids {
		var stored string
		row := tx.QueryRowContext(ctx, fmt.Sprintf("SELECT CAST(%s AS text) FROM %s WHERE id = $1", column, table), id)
		if err := row.Scan(&stored); err != nil {
			return err
		}
		now, err := change([]byte(stored))
		if err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
		if now == nil {
			continue
		}
		b, err := json.Marshal(now)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("UPDATE %s SET %s = $1 WHERE id = $2", table, column), string(b), id); err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
	}
	return nil
}

// warnings turns a list of texts into one of reasons.
func warnings(stored []byte) (any, error) {
	var old []oldText
	if err := json.Unmarshal(stored, &old); err != nil || len(old) == 0 {
		return nil, err
	}
	list := []models.Reason{}
	for _, t := range old {
		list = append(list, reasonOf(t))
	}
	return list, nil
}

// signers gives codes to the notes of signatures.
func signers(stored []byte) (any, error) {
	var list []map[string]json.RawMessage
	if err := json.Unmarshal(stored, &list); err != nil || len(list) == 0 {
		return nil, err
	}
	for _, s := range list {
		if err := note(s); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func note(signer map[string]json.RawMessage) error {
	stored, has := signer["note"]
	if !has {
		return nil
	}
	var old oldText
	if err := json.Unmarshal(stored, &old); err != nil {
		return err
	}
	b, err := json.Marshal(reasonOf(old))
	signer["note"] = b
	return err
}

// replaced does what signers does for the file that a draft had before.
func replaced(stored []byte) (any, error) {
	var file map[string]json.RawMessage
	if err := json.Unmarshal(stored, &file); err != nil || file["signers"] == nil {
		return nil, err
	}
	now, err := signers(file["signers"])
	if err != nil || now == nil {
		return nil, err
	}
	file["signers"], err = json.Marshal(now)
	return file, err
}

// notices turns the title of each notice into a reason; what it says besides stays a text, which holds the reason.
func notices(stored []byte) (any, error) {
	var old []struct {
		Kind        string
		Title, Body oldText
	}
	if err := json.Unmarshal(stored, &old); err != nil || len(old) == 0 {
		return nil, err
	}
	list := []models.Notice{}
	for _, n := range old {
		list = append(list, models.Notice{Kind: n.Kind, Reason: reasonOf(n.Title), Body: reasonOf(n.Body).Text()})
	}
	return list, nil
}
