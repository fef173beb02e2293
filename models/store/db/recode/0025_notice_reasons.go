package recode

import (
	"context"
	"database/sql"
	"encoding/json"
)

// noticeReasons gives codes to the notices that wait for the next page of a session.
func (m migration) noticeReasons(ctx context.Context, tx *sql.Tx) error {
	return inPlace(ctx, tx, "sessions", "notices", notices)
}

// notice25 is a notice as this migration leaves it: what it says besides is a text, which holds a reason.
type notice25 struct {
	Kind   string `json:"kind"`
	Reason coded  `json:"reason"`
	Body   text25 `json:"body,omitzero"`
}

type text25 struct {
	Source string `json:"source"`
	Reason *coded `json:"reason,omitempty"`
}

// notices turns the title and the body of each notice into reasons.
func notices(stored []byte) (any, error) {
	var old []struct {
		Kind        string
		Title, Body oldText
	}
	if err := json.Unmarshal(stored, &old); err != nil || len(old) == 0 {
		return nil, err
	}
	list := []notice25{}
	for _, n := range old {
		now := notice25{Kind: n.Kind, Reason: reasonOf(n.Title)}
		if body := reasonOf(n.Body); body.Code != "" {
			now.Body.Reason = &body
		}
		list = append(list, now)
	}
	return list, nil
}
