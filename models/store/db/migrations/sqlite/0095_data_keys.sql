-- +goose Up
CREATE TABLE data_keys (
  number     integer PRIMARY KEY,
  wrapped    text NOT NULL, -- by the outer key, which is not in the database; base64
  wrapped_by text NOT NULL, -- the outer key's name
  created_at datetime NOT NULL
);
