-- +goose Up
-- What the assignment behind an order asks of the device.
ALTER TABLE orders ADD COLUMN settings text NOT NULL DEFAULT '';
