-- +goose Up
-- The version that people last saved: work in the background changes drafts as well.
ALTER TABLE drafts ADD COLUMN people_version integer NOT NULL DEFAULT 0;
UPDATE drafts SET people_version = version;
