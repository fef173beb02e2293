-- +goose Up
-- What is assigned has a kind, of which apps are the first. The column app_id is computed from it, so that the database itself keeps
-- an assignment from outliving its app: it can never say something else than the object, which a second column or a trigger could.
ALTER TABLE assignments ADD COLUMN object_kind text NOT NULL DEFAULT 'app';
ALTER TABLE assignments ADD COLUMN object_id text;
UPDATE assignments SET object_id = app_id;
ALTER TABLE assignments ALTER COLUMN object_id SET NOT NULL;
ALTER TABLE assignments ALTER COLUMN object_kind DROP DEFAULT;
ALTER TABLE assignments DROP COLUMN app_id;
ALTER TABLE assignments ADD COLUMN app_id text GENERATED ALWAYS AS (CASE object_kind WHEN 'app' THEN object_id END) STORED REFERENCES apps (id);
ALTER TABLE assignments ADD COLUMN filter_id text;
ALTER TABLE assignments ADD COLUMN settings text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX assignments_once ON assignments (object_id, object_kind, intent, target, coalesce(group_id, ''));
CREATE UNIQUE INDEX assignments_one_intent ON assignments (object_id, object_kind, target, coalesce(group_id, '')) WHERE mode = 'include';
CREATE INDEX assignments_by_app ON assignments (app_id);
