-- +goose Up
-- A set of assignments that somebody edits: kept at every change until it is saved or discarded.
CREATE TABLE assignment_edits (
  id         text PRIMARY KEY,
  user_id    text NOT NULL REFERENCES users ON DELETE CASCADE,
  assigned   text NOT NULL,
  version    integer NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);
CREATE INDEX assignment_edits_by_user ON assignment_edits (user_id);

-- What is edited, with the version and the assignments it had when that began.
CREATE TABLE assignment_edit_objects (
  edit_id     text NOT NULL REFERENCES assignment_edits ON DELETE CASCADE,
  object_kind text NOT NULL,
  object_id   text NOT NULL,
  app_id      text GENERATED ALWAYS AS (CASE object_kind WHEN 'app' THEN object_id END) STORED REFERENCES apps (id) ON DELETE CASCADE,
  version     integer NOT NULL,
  began       text NOT NULL,
  PRIMARY KEY (edit_id, object_id, object_kind)
);
CREATE INDEX assignment_edit_objects_by_app ON assignment_edit_objects (app_id);
