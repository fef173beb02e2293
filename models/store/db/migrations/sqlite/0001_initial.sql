-- +goose Up
CREATE TABLE settings (
  name  text PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE users (
  id            text PRIMARY KEY,
  name          text NOT NULL,
  name_key      text NOT NULL,
  email         text NOT NULL,
  email_key     text NOT NULL UNIQUE,
  password_hash text NOT NULL,
  role          text NOT NULL,
  language      text NOT NULL,
  theme         text NOT NULL,
  density       text NOT NULL,
  no_shortcuts  boolean NOT NULL,
  disabled      boolean NOT NULL,
  version       integer NOT NULL,
  created_at    datetime NOT NULL,
  updated_at    datetime NOT NULL
);
CREATE INDEX users_by_name ON users (name_key, id);

CREATE TABLE sessions (
  id           text PRIMARY KEY,
  hash         text NOT NULL UNIQUE,
  user_id      text NOT NULL REFERENCES users ON DELETE CASCADE,
  address      text NOT NULL,
  user_agent   text NOT NULL,
  created_at   datetime NOT NULL,
  last_seen_at datetime NOT NULL,
  expires_at   datetime NOT NULL,
  notices      text NOT NULL DEFAULT '[]'
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE sign_in_failures (
  id        text PRIMARY KEY,
  email_key text NOT NULL,
  address   text NOT NULL,
  at        datetime NOT NULL
);
CREATE INDEX sign_in_failures_by_email ON sign_in_failures (email_key, at);
CREATE INDEX sign_in_failures_by_address ON sign_in_failures (address, at);

CREATE TABLE groups (
  id          text PRIMARY KEY,
  kind        text NOT NULL,
  name        text NOT NULL,
  name_key    text NOT NULL UNIQUE,
  description text NOT NULL,
  version     integer NOT NULL,
  created_at  datetime NOT NULL,
  updated_at  datetime NOT NULL
);

CREATE TABLE group_users (
  group_id text NOT NULL REFERENCES groups ON DELETE CASCADE,
  user_id  text NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_users_by_user ON group_users (user_id);

CREATE TABLE devices (
  id              text PRIMARY KEY,
  name            text NOT NULL,
  platform        text NOT NULL,
  os_version      text NOT NULL,
  architecture    text NOT NULL,
  manufacturer    text NOT NULL,
  model           text NOT NULL,
  serial          text NOT NULL,
  ownership       text NOT NULL,
  enrolled        boolean NOT NULL,
  primary_user_id text REFERENCES users ON DELETE SET NULL,
  token_hash      text NOT NULL,
  inventory_hash  text NOT NULL,
  inventory       text NOT NULL,
  plan_version    bigint NOT NULL,
  next_due_at     datetime,
  last_seen_at    datetime,
  enrolled_at     datetime,
  version         integer NOT NULL,
  created_at      datetime NOT NULL,
  updated_at      datetime NOT NULL
);
CREATE INDEX devices_by_name ON devices (lower(name), id);
CREATE INDEX devices_by_user ON devices (primary_user_id);
CREATE UNIQUE INDEX devices_by_token ON devices (token_hash) WHERE token_hash <> '';

CREATE TABLE group_devices (
  group_id  text NOT NULL REFERENCES groups ON DELETE CASCADE,
  device_id text NOT NULL REFERENCES devices ON DELETE CASCADE,
  PRIMARY KEY (group_id, device_id)
);
CREATE INDEX group_devices_by_device ON group_devices (device_id);

CREATE TABLE group_children (
  parent_id text NOT NULL REFERENCES groups ON DELETE CASCADE,
  child_id  text NOT NULL REFERENCES groups ON DELETE CASCADE,
  PRIMARY KEY (parent_id, child_id),
  CHECK (parent_id <> child_id)
);
CREATE INDEX group_children_by_child ON group_children (child_id);

CREATE TABLE enrolment_tokens (
  id         text PRIMARY KEY,
  hash       text NOT NULL UNIQUE,
  note       text NOT NULL,
  user_id    text REFERENCES users ON DELETE CASCADE,
  created_by text REFERENCES users ON DELETE SET NULL,
  device_id  text REFERENCES devices ON DELETE SET NULL,
  created_at datetime NOT NULL,
  expires_at datetime NOT NULL,
  used_at    datetime,
  revoked_at datetime
);

CREATE TABLE categories (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  name_key   text NOT NULL UNIQUE,
  pinned     boolean NOT NULL,
  version    integer NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE images (
  id     text PRIMARY KEY,
  sha256 text NOT NULL UNIQUE,
  media  text NOT NULL,
  width  integer NOT NULL,
  height integer NOT NULL,
  data   blob NOT NULL
);

CREATE TABLE packages (
  id         text PRIMARY KEY,
  sha256     text NOT NULL UNIQUE,
  size       bigint NOT NULL,
  format     text NOT NULL,
  facts      text NOT NULL,
  signers    text NOT NULL,
  warnings   text NOT NULL,
  icon_id    text REFERENCES images,
  created_at datetime NOT NULL
);

CREATE TABLE package_parts (
  package_id text NOT NULL REFERENCES packages ON DELETE CASCADE,
  number     integer NOT NULL,
  key        text NOT NULL UNIQUE,
  size       bigint NOT NULL,
  PRIMARY KEY (package_id, number)
);

CREATE TABLE uploads (
  id         text PRIMARY KEY,
  user_id    text REFERENCES users ON DELETE SET NULL,
  name       text NOT NULL,
  size       bigint NOT NULL,
  size_limit bigint NOT NULL,
  received   bigint NOT NULL,
  hash_state blob,
  sha256     text NOT NULL,
  state      text NOT NULL,
  problem    text NOT NULL,
  package_id text REFERENCES packages,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE upload_parts (
  upload_id text NOT NULL REFERENCES uploads ON DELETE CASCADE,
  number    integer NOT NULL,
  key       text NOT NULL UNIQUE,
  size      bigint NOT NULL,
  PRIMARY KEY (upload_id, number)
);

CREATE TABLE apps (
  seq             integer PRIMARY KEY AUTOINCREMENT, -- the row number the search index refers to
  id              text NOT NULL UNIQUE,
  type            text NOT NULL,
  platform        text NOT NULL,
  name            text NOT NULL,
  name_key        text NOT NULL,
  description     text NOT NULL,
  publisher       text NOT NULL,
  display_version text NOT NULL,
  featured        boolean NOT NULL,
  information_url text NOT NULL,
  privacy_url     text NOT NULL,
  developer       text NOT NULL,
  owner           text NOT NULL,
  notes           text NOT NULL,
  logo_id         text REFERENCES images,
  answers         text NOT NULL,
  version_id      text,
  version         integer NOT NULL,
  search          text NOT NULL,
  created_at      datetime NOT NULL,
  updated_at      datetime NOT NULL
);
CREATE INDEX apps_by_name ON apps (name_key, id);
CREATE INDEX apps_by_publisher ON apps (publisher, id);
CREATE INDEX apps_by_updated ON apps (updated_at, id);
CREATE INDEX apps_by_platform ON apps (platform, id);
CREATE INDEX apps_by_type ON apps (type, id);

CREATE TABLE app_counts (
  app_id         text PRIMARY KEY REFERENCES apps (id) ON DELETE CASCADE,
  installed      integer NOT NULL DEFAULT 0,
  failed         integer NOT NULL DEFAULT 0,
  pending        integer NOT NULL DEFAULT 0,
  not_installed  integer NOT NULL DEFAULT 0,
  not_applicable integer NOT NULL DEFAULT 0,
  unknown        integer NOT NULL DEFAULT 0
);

CREATE TABLE app_categories (
  app_id      text NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  category_id text NOT NULL REFERENCES categories ON DELETE CASCADE,
  PRIMARY KEY (app_id, category_id)
);
CREATE INDEX app_categories_by_category ON app_categories (category_id, app_id);

CREATE TABLE app_versions (
  id              text PRIMARY KEY,
  app_id          text NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  number          integer NOT NULL,
  display_version text NOT NULL,
  package_id      text NOT NULL REFERENCES packages,
  file_name       text NOT NULL,
  answers         text NOT NULL,
  created_by      text,
  created_at      datetime NOT NULL,
  UNIQUE (app_id, number)
);
CREATE INDEX app_versions_by_package ON app_versions (package_id);

CREATE TABLE assignments (
  id         text PRIMARY KEY,
  app_id     text NOT NULL REFERENCES apps (id),
  intent     text NOT NULL,
  mode       text NOT NULL,
  target     text NOT NULL,
  group_id   text REFERENCES groups,
  created_at datetime NOT NULL
);
CREATE UNIQUE INDEX assignments_once ON assignments (app_id, intent, target, coalesce(group_id, ''));
CREATE UNIQUE INDEX assignments_one_intent ON assignments (app_id, target, coalesce(group_id, '')) WHERE mode = 'include';
CREATE INDEX assignments_by_group ON assignments (group_id);

CREATE TABLE drafts (
  id         text PRIMARY KEY,
  type       text NOT NULL,
  entry      text NOT NULL,
  user_id    text NOT NULL REFERENCES users ON DELETE CASCADE,
  form       text NOT NULL,
  upload_id  text REFERENCES uploads,
  categories text NOT NULL,
  assigned   text NOT NULL,
  logo_id    text REFERENCES images,
  step       text NOT NULL,
  version    integer NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE installs (
  id         text PRIMARY KEY,
  app_id     text NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  device_id  text NOT NULL REFERENCES devices ON DELETE CASCADE,
  user_id    text REFERENCES users ON DELETE SET NULL,
  state      text NOT NULL,
  reason     text NOT NULL,
  error_code bigint NOT NULL,
  version    text NOT NULL,
  wanted     text NOT NULL,
  since      datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (device_id, app_id)
);
CREATE INDEX installs_by_app ON installs (app_id, state, id);

CREATE TABLE orders (
  id         text PRIMARY KEY,
  device_id  text NOT NULL REFERENCES devices ON DELETE CASCADE,
  app_id     text NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  version_id text REFERENCES app_versions ON DELETE CASCADE,
  action     text NOT NULL,
  attempt    integer NOT NULL,
  created_at datetime NOT NULL,
  done_at    datetime,
  succeeded  boolean NOT NULL,
  error_code bigint NOT NULL,
  detail     text NOT NULL,
  withdrawn  boolean NOT NULL
);
CREATE INDEX orders_by_device ON orders (device_id, app_id, id);
CREATE UNIQUE INDEX orders_one_open ON orders (device_id, app_id) WHERE done_at IS NULL AND NOT withdrawn;
CREATE INDEX orders_by_app ON orders (app_id);

CREATE TABLE requests (
  id         text PRIMARY KEY,
  app_id     text NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  device_id  text NOT NULL REFERENCES devices ON DELETE CASCADE,
  user_id    text REFERENCES users ON DELETE SET NULL,
  action     text NOT NULL,
  created_at datetime NOT NULL,
  UNIQUE (device_id, app_id)
);
CREATE INDEX requests_by_app ON requests (app_id);

CREATE TABLE events (
  id          text PRIMARY KEY,
  at          datetime NOT NULL,
  actor_id    text,
  actor_name  text NOT NULL,
  address     text NOT NULL,
  action      text NOT NULL,
  object_kind text NOT NULL,
  object_id   text,
  object_name text NOT NULL,
  changes     text NOT NULL
);
CREATE INDEX events_by_time ON events (at, id);
CREATE INDEX events_by_object ON events (object_id, at);
CREATE INDEX events_by_actor ON events (actor_id, at);

CREATE VIRTUAL TABLE app_search USING fts5 (search, content = 'apps', content_rowid = 'seq', tokenize = 'trigram');
-- +goose StatementBegin
CREATE TRIGGER apps_insert AFTER INSERT ON apps BEGIN
  INSERT INTO app_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apps_delete AFTER DELETE ON apps BEGIN
  INSERT INTO app_search (app_search, rowid, search) VALUES ('delete', old.seq, old.search);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apps_update AFTER UPDATE OF search ON apps BEGIN
  INSERT INTO app_search (app_search, rowid, search) VALUES ('delete', old.seq, old.search);
  INSERT INTO app_search (rowid, search) VALUES (new.seq, new.search);
END;
-- +goose StatementEnd
