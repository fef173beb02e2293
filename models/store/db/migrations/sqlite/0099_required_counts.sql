-- +goose Up
ALTER TABLE app_counts ADD COLUMN required integer NOT NULL DEFAULT 0; -- devices that have to have the app
ALTER TABLE app_counts ADD COLUMN required_installed integer NOT NULL DEFAULT 0; -- and have it
UPDATE app_counts SET
  required = (SELECT count(*) FROM installs WHERE installs.app_id = app_counts.app_id AND wanted = 'required' AND state <> 'notApplicable'),
  required_installed = (SELECT count(*) FROM installs WHERE installs.app_id = app_counts.app_id AND wanted = 'required' AND state = 'installed');
