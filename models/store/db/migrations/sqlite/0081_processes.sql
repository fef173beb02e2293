-- +goose Up
-- The processes that work off jobs. Each counts on and on as long as it lives.
CREATE TABLE processes (
  id    text PRIMARY KEY,
  beats bigint NOT NULL
);
