package models

// Notice is the result of an action, kept with the session until the next page shows it.
type Notice struct {
	Kind   string `json:"kind"` // "ok" or "bad"
	Reason Reason `json:"reason"`
	Body   Reason `json:"body,omitzero"` // why something was not done, or what else was; empty otherwise
}
