-- +goose Up
ALTER TABLE users ADD COLUMN time_zone text NOT NULL DEFAULT ''; -- an IANA name; empty for the browser's
