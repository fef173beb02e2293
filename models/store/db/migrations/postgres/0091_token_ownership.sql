-- +goose Up
-- Whose the device becomes. A token that people made for themselves is for a device of their own.
ALTER TABLE enrollment_tokens ADD COLUMN ownership text NOT NULL DEFAULT 'corporate';
UPDATE enrollment_tokens SET ownership = 'personal' WHERE created_by = user_id;
