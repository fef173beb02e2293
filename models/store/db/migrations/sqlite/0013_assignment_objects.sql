-- +goose Up
-- What is assigned has a kind, of which apps are the first. The column app_id is computed from it, so that the database itself keeps
-- an assignment from outliving its app: it can never say something else than the object, which a second column or a trigger could.
CREATE TABLE object_assignments (
  id          text PRIMARY KEY,
  object_kind text NOT NULL,
  object_id   text NOT NULL,
  app_id      text GENERATED ALWAYS AS (CASE object_kind WHEN 'app' THEN object_id END) STORED REFERENCES apps (id),
  intent      text NOT NULL,
  mode        text NOT NULL,
  target      text NOT NULL,
  group_id    text REFERENCES groups,
  filter_id   text,
  settings    text NOT NULL DEFAULT '',
  created_at  datetime NOT NULL
);
INSERT INTO object_assignments (id, object_kind, object_id, intent, mode, target, group_id, created_at)
  SELECT id, 'app', app_id, intent, mode, target, group_id, created_at FROM assignments;
DROP TABLE assignments;
ALTER TABLE object_assignments RENAME TO assignments;
CREATE UNIQUE INDEX assignments_once ON assignments (object_id, object_kind, intent, target, coalesce(group_id, ''));
CREATE UNIQUE INDEX assignments_one_intent ON assignments (object_id, object_kind, target, coalesce(group_id, '')) WHERE mode = 'include';
CREATE INDEX assignments_by_app ON assignments (app_id);
CREATE INDEX assignments_by_group ON assignments (group_id);
