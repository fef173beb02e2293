-- +goose Up
-- A password that somebody else typed is changed at the first sign-in.
ALTER TABLE users ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;
-- When the person who is signed in last gave their password.
ALTER TABLE sessions ADD COLUMN confirmed_at timestamptz NOT NULL DEFAULT '1970-01-01 00:00:00+00:00';
CREATE INDEX enrollment_tokens_by_creator ON enrollment_tokens (created_by, expires_at);
