-- +goose Up
-- When a package's file was last read as a whole and compared, and what was wrong with it; nothing is right.
ALTER TABLE packages ADD COLUMN checked_at timestamptz;
ALTER TABLE packages ADD COLUMN damage text NOT NULL DEFAULT '';
CREATE INDEX packages_by_check ON packages (checked_at, id);
CREATE INDEX packages_damaged ON packages (id) WHERE damage <> '';
