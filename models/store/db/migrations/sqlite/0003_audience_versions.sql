-- +goose Up
-- What moved, and the assignments version at which it last did: an audience (a group, allUsers, allDevices), an app, the groups
-- and their nesting, the scope of exclusions.
CREATE TABLE movements (
  what    text NOT NULL,
  id      text NOT NULL, -- empty where there is only one
  version bigint NOT NULL,
  PRIMARY KEY (what, id)
);
CREATE INDEX movements_by_version ON movements (version);

-- The groups that contain the device or its user: targeting.Groups.Pack. NULL is not known yet; the server fills it in when it
-- starts, because it is made by following the nesting in memory.
ALTER TABLE devices ADD COLUMN reach blob;
UPDATE devices SET plan_version = -1;
