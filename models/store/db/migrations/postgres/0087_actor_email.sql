-- +goose Up
-- Names are not unique and change; the ID and the email address tell who it was.
ALTER TABLE events ADD COLUMN actor_email text NOT NULL DEFAULT '';
