package recode

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"maps"
)

//go:embed 0055_sentences.tsv
var bodies string

// noticeBodies makes the body of each notice a reason, as its title is one since 25.
func (m migration) noticeBodies(ctx context.Context, tx *sql.Tx) error {
	known := maps.Clone(sentences)
	maps.Copy(known, parse(bodies))
	return inPlace(ctx, tx, "sessions", "notices", func(stored []byte) (any, error) {
		var list []map[string]json.RawMessage
		if err := json.Unmarshal(stored, &list); err != nil || len(list) == 0 {
			return nil, err
		}
		for _, notice := range list {
			if err := noticeBody(notice, known); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
}

// noticeBody takes the reason out of a text that has one, and finds the reason that a sentence stands for.
func noticeBody(notice map[string]json.RawMessage, known map[string]sentence) error {
	stored, has := notice["body"]
	if !has {
		return nil
	}
	var old struct {
		oldText
		Reason coded
	}
	if err := json.Unmarshal(stored, &old); err != nil {
		return err
	}
	if old.Reason.Code == "" {
		old.Reason = reasonIn(known, old.oldText)
	}
	if old.Reason.Code == "" {
		delete(notice, "body")
		return nil
	}
	b, err := json.Marshal(old.Reason)
	notice["body"] = b
	return err
}
