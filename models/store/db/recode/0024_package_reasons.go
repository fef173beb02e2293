package recode

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// packageReasons puts the reasons why uploads were refused into columns of their own, and gives codes to what is odd about packages and their signatures.
func (m migration) packageReasons(ctx context.Context, tx *sql.Tx) error {
	return errors.Join(
		m.textColumn(ctx, tx, "uploads", "problem"),
		inPlace(ctx, tx, "packages", "warnings", warnings),
		inPlace(ctx, tx, "packages", "signers", signers),
		inPlace(ctx, tx, "drafts", "replaced", replaced))
}

// warnings turns a list of texts into one of reasons.
func warnings(stored []byte) (any, error) {
	var old []oldText
	if err := json.Unmarshal(stored, &old); err != nil || len(old) == 0 {
		return nil, err
	}
	list := []coded{}
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
