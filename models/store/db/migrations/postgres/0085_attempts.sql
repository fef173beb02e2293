-- +goose Up
-- Every purpose of a secret has a counter of its own, and what is still being checked is no failure.
DROP TABLE sign_in_failures;
CREATE TABLE attempts (
  id       text PRIMARY KEY,
  purpose  text NOT NULL,
  subject  text NOT NULL,
  address  text NOT NULL,
  at       timestamptz NOT NULL,
  checking boolean NOT NULL
);
CREATE INDEX attempts_by_subject ON attempts (purpose, subject, at);
CREATE INDEX attempts_by_address ON attempts (purpose, address, at);
CREATE INDEX attempts_by_time ON attempts (at);

-- Browsers in which somebody signed in before.
CREATE TABLE known_browsers (
  id         text PRIMARY KEY,
  user_id    text NOT NULL REFERENCES users ON DELETE CASCADE,
  hash       text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at    timestamptz NOT NULL,
  UNIQUE (hash, user_id)
);
CREATE INDEX known_browsers_by_user ON known_browsers (user_id, used_at);
ALTER TABLE sessions ADD COLUMN browser_id text NOT NULL DEFAULT '';
CREATE INDEX known_browsers_by_use ON known_browsers (used_at);
