-- +goose Up
ALTER TABLE packages ADD COLUMN components text NOT NULL DEFAULT '[]';
ALTER TABLE packages ADD COLUMN signature text NOT NULL DEFAULT 'checked';
CREATE INDEX packages_to_check ON packages (id) WHERE signature = 'waiting';

ALTER TABLE uploads ADD COLUMN app_id text REFERENCES apps (id) ON DELETE SET NULL;
CREATE INDEX uploads_by_app ON uploads (app_id);
ALTER TABLE uploads ADD COLUMN draft_id text REFERENCES drafts ON DELETE CASCADE;
CREATE INDEX uploads_by_draft ON uploads (draft_id);
ALTER TABLE uploads ADD COLUMN mark text NOT NULL DEFAULT '';
ALTER TABLE uploads ADD COLUMN reserved bigint NOT NULL DEFAULT 0;
UPDATE uploads SET reserved = size WHERE size > 0;

CREATE INDEX packages_by_size ON packages (size);
INSERT INTO settings (name, value) VALUES ('storage.plan', 'full');

ALTER TABLE apps ADD COLUMN hidden boolean NOT NULL DEFAULT FALSE;

ALTER TABLE drafts ADD COLUMN relations text NOT NULL DEFAULT '[]';
ALTER TABLE drafts ADD COLUMN found text NOT NULL DEFAULT '{}';
ALTER TABLE drafts ADD COLUMN replaced text NOT NULL DEFAULT '{}';

CREATE TABLE app_relations (
  app_id    text NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  other_id  text NOT NULL REFERENCES apps (id),
  kind      text NOT NULL,
  automatic boolean NOT NULL,
  uninstall boolean NOT NULL,
  PRIMARY KEY (app_id, other_id),
  CHECK (app_id <> other_id)
);
CREATE INDEX app_relations_by_other ON app_relations (other_id);

CREATE TABLE catalog_sources (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  name_key   text NOT NULL UNIQUE,
  kind       text NOT NULL,
  location   text NOT NULL,
  version    integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
