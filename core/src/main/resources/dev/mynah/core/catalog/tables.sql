-- SPDX-License-Identifier: Apache-2.0
CREATE SCHEMA IF NOT EXISTS ml;
CREATE TABLE IF NOT EXISTS ml._format (format BIGINT NOT NULL);
CREATE SEQUENCE IF NOT EXISTS ml._model_ids;
CREATE SEQUENCE IF NOT EXISTS ml._job_ids;
CREATE TABLE IF NOT EXISTS ml._models (
  model_id BIGINT NOT NULL,
  schema_name VARCHAR NOT NULL,
  model_name VARCHAR NOT NULL,
  owner VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  default_version BIGINT,
  comment VARCHAR,
  error VARCHAR,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._model_versions (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  state VARCHAR NOT NULL,
  job_id BIGINT NOT NULL,
  reason VARCHAR NOT NULL,
  model_type VARCHAR NOT NULL,
  target VARCHAR NOT NULL,
  target_type VARCHAR NOT NULL,
  query VARCHAR NOT NULL,
  query_is_table BOOLEAN NOT NULL,
  function_schema VARCHAR NOT NULL,
  function_name VARCHAR NOT NULL,
  function_arguments VARCHAR NOT NULL,
  returns VARCHAR,
  max_runtime_seconds DOUBLE,
  seed BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  ready_at TIMESTAMPTZ,
  error VARCHAR,
  problem_type VARCHAR,
  problem_reason VARCHAR,
  positive_class VARCHAR,
  objective VARCHAR,
  score DOUBLE,
  baseline_score DOUBLE,
  train_rows BIGINT,
  validation_rows BIGINT,
  missing_target_rows BIGINT,
  columns BIGINT,
  candidates BIGINT,
  seconds DOUBLE,
  cpu_seconds DOUBLE,
  limited BOOLEAN,
  size_bytes BIGINT,
  notes VARCHAR
);
CREATE TABLE IF NOT EXISTS ml._model_bytes (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._candidates (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  candidate VARCHAR NOT NULL,
  rank BIGINT NOT NULL,
  algorithm VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  score DOUBLE,
  fit_seconds DOUBLE,
  hyperparameters JSON NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._model_features (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  feature VARCHAR NOT NULL,
  source_column VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  treatment VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  importance DOUBLE NOT NULL,
  missing_share DOUBLE NOT NULL,
  distinct_values BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._model_metrics (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  part VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  value DOUBLE NOT NULL,
  baseline DOUBLE
);
CREATE TABLE IF NOT EXISTS ml._confusion (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  part VARCHAR NOT NULL,
  actual VARCHAR NOT NULL,
  predicted VARCHAR NOT NULL,
  row_count BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._split_rows (
  model_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  row_key VARCHAR NOT NULL,
  part VARCHAR NOT NULL,
  fold BIGINT
);
ALTER TABLE ml._candidates ADD COLUMN IF NOT EXISTS weight DOUBLE;
ALTER TABLE ml._candidates ADD COLUMN IF NOT EXISTS statement VARCHAR;
ALTER TABLE ml._model_versions ADD COLUMN IF NOT EXISTS split VARCHAR;
ALTER TABLE ml._model_versions ADD COLUMN IF NOT EXISTS row_key VARCHAR;
ALTER TABLE ml._model_versions ADD COLUMN IF NOT EXISTS test_rows BIGINT;
ALTER TABLE ml._model_versions ADD COLUMN IF NOT EXISTS data_hash VARCHAR;
ALTER TABLE ml._model_versions ADD COLUMN IF NOT EXISTS provenance JSON;
CREATE TABLE IF NOT EXISTS ml._jobs (
  job_id BIGINT NOT NULL,
  kind VARCHAR NOT NULL,
  schema_name VARCHAR NOT NULL,
  object_name VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  percent DOUBLE NOT NULL,
  phase VARCHAR NOT NULL,
  best_score DOUBLE,
  owner VARCHAR NOT NULL,
  queued_at TIMESTAMPTZ NOT NULL,
  started_at TIMESTAMPTZ,
  finished_at TIMESTAMPTZ,
  cpu_seconds DOUBLE,
  error VARCHAR
);
CREATE TABLE IF NOT EXISTS ml._job_steps (
  job_id BIGINT NOT NULL,
  step BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  detail VARCHAR NOT NULL,
  row_count BIGINT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  seconds DOUBLE
);
CREATE TABLE IF NOT EXISTS ml._roles (
  role_name VARCHAR NOT NULL,
  is_superuser BOOLEAN NOT NULL,
  can_login BOOLEAN NOT NULL,
  valid_until TIMESTAMPTZ,
  connection_limit BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._role_members (
  role_name VARCHAR NOT NULL,
  member_name VARCHAR NOT NULL,
  admin_option BOOLEAN NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._owners (
  kind VARCHAR NOT NULL,
  schema_name VARCHAR NOT NULL,
  object_name VARCHAR NOT NULL,
  owner VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._grants (
  kind VARCHAR NOT NULL,
  schema_name VARCHAR NOT NULL,
  object_name VARCHAR NOT NULL,
  grantee VARCHAR NOT NULL,
  privilege VARCHAR NOT NULL,
  grant_option BOOLEAN NOT NULL,
  grantor VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._default_grants (
  owner VARCHAR NOT NULL,
  schema_name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  grantee VARCHAR NOT NULL,
  privilege VARCHAR NOT NULL,
  grant_option BOOLEAN NOT NULL
);
CREATE TABLE IF NOT EXISTS ml._connections (
  connection_name VARCHAR NOT NULL,
  uri VARCHAR NOT NULL,
  user_name VARCHAR,
  owner VARCHAR NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
