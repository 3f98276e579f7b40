-- SPDX-License-Identifier: Apache-2.0
-- Everyone reads these views and sees in them what he may use. Sessions of the server's own have no user and see all.
CREATE OR REPLACE VIEW ml._my_roles AS
WITH RECURSIVE mine(role_name) AS (
  SELECT role_name FROM (VALUES (CAST(getvariable('_mynah_user') AS VARCHAR)), ('public')) start(role_name)
  UNION
  SELECT m.role_name FROM ml._role_members m JOIN mine ON m.member_name = mine.role_name
)
SELECT role_name FROM mine;
CREATE OR REPLACE MACRO ml._sees_all() AS
  getvariable('_mynah_user') IS NULL
  OR EXISTS (SELECT 1 FROM ml._roles r WHERE r.role_name = getvariable('_mynah_user') AND r.is_superuser);
CREATE OR REPLACE MACRO ml._is_mine(its_owner) AS
  ml._sees_all() OR its_owner IN (SELECT role_name FROM ml._my_roles);
CREATE OR REPLACE MACRO ml._is_granted(its_kind, its_schema, its_name) AS
  EXISTS (SELECT 1 FROM ml._grants g WHERE g.kind = its_kind AND g.schema_name = lower(its_schema)
    AND g.object_name = lower(its_name) AND g.grantee IN (SELECT role_name FROM ml._my_roles));
CREATE OR REPLACE VIEW ml._visible_models AS
SELECT m.*, ml._is_mine(m.owner) AS is_mine FROM ml._models m
WHERE ml._is_mine(m.owner) OR ml._is_granted('MODEL', m.schema_name, m.model_name);
CREATE OR REPLACE VIEW ml.models AS
SELECT m.schema_name, m.model_name, m.owner, m.state, v.model_type, v.problem_type, v.target, v.objective,
  v.function_name, v.function_arguments, m.default_version, v.score, v.baseline_score, m.created_at,
  v.ready_at AS trained_at, CAST(NULL AS VARCHAR) AS refresh_rule, m.comment, m.error
FROM ml._visible_models m
LEFT JOIN ml._model_versions v
  ON v.model_id = m.model_id
  AND v.version = coalesce(m.default_version, (SELECT max(l.version) FROM ml._model_versions l WHERE l.model_id = m.model_id));
CREATE OR REPLACE VIEW ml.model_versions AS
SELECT m.schema_name, m.model_name, v.version, v.state, coalesce(v.version = m.default_version, false) AS is_default,
  CASE WHEN v.version = m.default_version THEN 100.0::DOUBLE ELSE 0.0::DOUBLE END AS traffic_percent, v.reason,
  v.objective, v.score, v.baseline_score, v.train_rows, v.validation_rows, v.test_rows,
  v.columns, v.candidates, v.seconds, v.cpu_seconds, v.size_bytes, CASE WHEN m.is_mine THEN v.query END AS query, v.data_hash,
  v.seed, v.provenance, v.created_at, v.ready_at, v.error
FROM ml._model_versions v JOIN ml._visible_models m ON m.model_id = v.model_id;
CREATE OR REPLACE VIEW ml.candidates AS
SELECT m.schema_name, m.model_name, c.version, c.candidate, c.rank, c.algorithm, c.state, c.score,
  c.weight, c.fit_seconds, CAST(NULL AS DOUBLE) AS predict_rows_per_second,
  c.hyperparameters, CASE WHEN m.is_mine THEN c.statement END AS statement
FROM ml._candidates c JOIN ml._visible_models m ON m.model_id = c.model_id;
CREATE OR REPLACE VIEW ml.candidate_parameters AS
SELECT m.schema_name, m.model_name, c.version, c.candidate, p.parameter, p.value, h.low, h.high,
  coalesce(h.meaning, 'found: part of the mixture') AS meaning
FROM ml._candidates c JOIN ml._visible_models m ON m.model_id = c.model_id,
  LATERAL (SELECT key AS parameter, value ->> '$' AS value FROM json_each(c.hyperparameters)) p
  LEFT JOIN ml._hyperparameters h ON h.parameter = p.parameter;
CREATE OR REPLACE VIEW ml.model_features AS
SELECT m.schema_name, m.model_name, f.version, f.feature, f.source_column, f.type, f.treatment, f.reason,
  f.importance, f.missing_share, f.distinct_values
FROM ml._model_features f JOIN ml._visible_models m ON m.model_id = f.model_id;
CREATE OR REPLACE VIEW ml.model_metrics AS
SELECT m.schema_name, m.model_name, x.version, x.part, x.metric, x.value, CAST(NULL AS DOUBLE) AS ci_low,
  CAST(NULL AS DOUBLE) AS ci_high, x.baseline
FROM ml._model_metrics x JOIN ml._visible_models m ON m.model_id = x.model_id;
CREATE OR REPLACE VIEW ml.confusion AS
SELECT m.schema_name, m.model_name, x.version, x.part, x.actual, x.predicted, x.row_count
FROM ml._confusion x JOIN ml._visible_models m ON m.model_id = x.model_id;
CREATE OR REPLACE VIEW ml._my_split_rows AS
SELECT m.schema_name, m.model_name, m.default_version, s.version, s.row_key, s.part, s.fold
FROM ml._split_rows s JOIN ml._visible_models m ON m.model_id = s.model_id WHERE m.is_mine;
CREATE OR REPLACE MACRO ml._is_named(its_name, its_schema, wanted) AS
  wanted = its_schema || '.' || its_name OR (wanted = its_name AND its_schema IN (SELECT unnest(current_schemas(true))));
CREATE OR REPLACE MACRO ml.split_rows(its_model) AS TABLE
  SELECT row_key, part, fold FROM ml._my_split_rows
  WHERE ml._is_named(model_name, schema_name, its_model) AND version = default_version,
(its_model, its_version) AS TABLE
  SELECT row_key, part, fold FROM ml._my_split_rows
  WHERE ml._is_named(model_name, schema_name, its_model) AND version = its_version;
CREATE OR REPLACE VIEW ml.jobs AS
SELECT j.job_id, j.kind, j.schema_name, j.object_name, j.state,
  CASE WHEN j.state = 'RUNNING' THEN coalesce(l.percent, j.percent) ELSE j.percent END AS percent,
  CASE WHEN j.state = 'RUNNING' THEN coalesce(l.phase, j.phase) ELSE j.phase END AS phase,
  coalesce(j.best_score, l.best_score) AS best_score, j.owner, j.queued_at, j.started_at, j.finished_at,
  CASE WHEN j.started_at IS NULL THEN NULL
    ELSE epoch(coalesce(j.finished_at, now()) - j.started_at) END AS seconds,
  j.cpu_seconds, j.error, CASE WHEN j.state = 'RUNNING' THEN l.seconds_left END AS seconds_left
FROM ml._jobs j LEFT JOIN _mynah_live_jobs() l ON l.job_id = j.job_id
WHERE ml._is_mine(j.owner);
CREATE OR REPLACE VIEW ml.job_steps AS
SELECT s.job_id, j.schema_name, j.object_name, s.step, s.name, s.state, s.detail, s.row_count, s.started_at, s.seconds
FROM (
  SELECT job_id, step, name, state, detail, row_count, started_at, seconds FROM ml._job_steps
  UNION ALL
  SELECT job_id, step, name, state, detail, row_count, started_at, seconds FROM _mynah_live_job_steps() l
  WHERE NOT EXISTS (SELECT 1 FROM ml._job_steps d WHERE d.job_id = l.job_id)
) s JOIN ml._jobs j ON j.job_id = s.job_id
WHERE ml._is_mine(j.owner);
CREATE OR REPLACE VIEW ml.function_stats AS
SELECT v.function_name || u.suffix AS function_name, m.model_name, u.version, u.calls, u.row_count, u.cache_hits, u.seconds
FROM _mynah_function_use() u
JOIN ml._model_versions v ON v.model_id = u.model_id AND v.version = u.version
JOIN ml._visible_models m ON m.model_id = u.model_id;
CREATE OR REPLACE VIEW ml.sessions AS
SELECT session_id, user_name, application,
  CASE WHEN ml._is_mine(user_name) THEN client_address END AS client_address, state,
  CASE WHEN ml._is_mine(user_name) THEN statement ELSE '<insufficient privilege>' END AS statement,
  started_at, is_writer, waits_for
FROM _mynah_live_sessions();
CREATE OR REPLACE VIEW ml.connections AS
SELECT connection_name AS name, uri, user_name, owner, created_at FROM ml._connections c
WHERE ml._is_mine(c.owner) OR ml._is_granted('CONNECTION', '', c.connection_name);
CREATE OR REPLACE VIEW ml.roles AS
SELECT role_name, is_superuser, can_login, valid_until, connection_limit,
  list_sort(coalesce((SELECT list(m.role_name) FROM ml._role_members m WHERE m.member_name = r.role_name), [])) AS member_of,
  created_at
FROM ml._roles r;
CREATE OR REPLACE VIEW ml.privileges AS
SELECT g.kind, g.schema_name, g.object_name, g.privilege, g.grantee, g.grant_option, g.grantor
FROM ml._grants g
WHERE ml._sees_all() OR g.grantee IN (SELECT role_name FROM ml._my_roles) OR g.grantor IN (SELECT role_name FROM ml._my_roles);
