-- +goose Up
ALTER TABLE drafts ADD COLUMN begun boolean NOT NULL DEFAULT true;
