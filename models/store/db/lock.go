package db

// Lock makes transactions about the same thing wait for each other, where a rule reads more rows than it writes: the last
// Administrator, cycles of groups, counted sign-ins. SQLite has one writer anyway.
func (t *Tx) Lock(about string) error {
	if t.DB.Name() != "postgres" {
		return nil
	}
	return t.Exec("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", about).Error
}

// LockShared makes the transaction wait for those that hold the lock about the same thing, and not for others like itself.
func (t *Tx) LockShared(about string) error {
	if t.DB.Name() != "postgres" {
		return nil
	}
	return t.Exec("SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))", about).Error
}
