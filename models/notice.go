package models

// Notice is the result of an action, kept with the session until the next page shows it.
type Notice struct {
	Kind  string `json:"kind"` // "ok", "info", "warn" or "bad"
	Title Text   `json:"title"`
	Body  Text   `json:"body,omitzero"`
	URL   string `json:"url,omitempty"`
	Label Text   `json:"label,omitzero"` // of the link to URL
}
