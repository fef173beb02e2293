-- +goose Up
ALTER TABLE users ADD COLUMN lists text; -- how the person wants to see each list, JSON; NULL for as usual
