-- +goose Up
CREATE TABLE service_tasks (
  id         text PRIMARY KEY,
  kind       text NOT NULL,
  user_id    text REFERENCES users (id) ON DELETE CASCADE,
  args       text NOT NULL,
  process_id text NOT NULL,
  alive_at   timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX service_tasks_by_user ON service_tasks (user_id);
