package store

// alone makes transactions about the same thing wait for each other, where a rule reads more rows than it writes: the last
// Administrator, cycles of groups, counted sign-ins. SQLite has one writer anyway.
func (t *tx) alone(about string) error {
	if t.DB.Name() != "postgres" {
		return nil
	}
	return t.Exec("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", about).Error
}

// beside makes the transaction wait for those that are alone about the same thing, and not for others like itself.
func (t *tx) beside(about string) error {
	if t.DB.Name() != "postgres" {
		return nil
	}
	return t.Exec("SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))", about).Error
}
