package link

// AccountPassword and AccountSession change one's own password, and sign a browser out.
func AccountPassword() string         { return "/account/password" }
func AccountSession(id string) string { return in(Account(), "sessions", id, "sign-out") }

// ListSettings is where a person's views of lists are kept.
func ListSettings() string { return "/account/lists" }
