-- +goose Up
CREATE INDEX uploads_open_by_user ON uploads (user_id) WHERE state = 'receiving';
