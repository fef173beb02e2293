-- +goose Up
-- How far a device is with an order, and since when.
ALTER TABLE orders ADD COLUMN stage text NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN bytes_received bigint NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN progress_at timestamptz;
