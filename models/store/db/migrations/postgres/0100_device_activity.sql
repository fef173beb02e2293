-- +goose Up
-- The activity of a device reads its orders by time, the newest first.
CREATE INDEX orders_of_device ON orders (device_id, created_at, id);
