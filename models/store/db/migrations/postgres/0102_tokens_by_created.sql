-- +goose Up
CREATE INDEX enrollment_tokens_by_created ON enrollment_tokens (created_at, id);
