-- +goose Up
-- A session that outlasts its browser, and time without use, because the person asked to stay signed in.
ALTER TABLE sessions ADD COLUMN kept boolean NOT NULL DEFAULT false;
