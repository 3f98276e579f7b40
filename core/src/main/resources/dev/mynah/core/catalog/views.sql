-- SPDX-License-Identifier: Apache-2.0
CREATE OR REPLACE VIEW ml.models AS
SELECT m.schema_name, m.model_name, m.owner, m.state, v.model_type, v.problem_type, v.target, v.objective,
  v.function_name, v.function_arguments, m.default_version, v.score, v.baseline_score, m.created_at,
  v.ready_at AS trained_at, CAST(NULL AS VARCHAR) AS refresh_rule, m.comment, m.error
FROM ml._models m
LEFT JOIN ml._model_versions v
  ON v.model_id = m.model_id
  AND v.version = coalesce(m.default_version, (SELECT max(l.version) FROM ml._model_versions l WHERE l.model_id = m.model_id));
CREATE OR REPLACE VIEW ml.model_versions AS
SELECT m.schema_name, m.model_name, v.version, v.state, coalesce(v.version = m.default_version, false) AS is_default,
  CASE WHEN v.version = m.default_version THEN 100.0::DOUBLE ELSE 0.0::DOUBLE END AS traffic_percent, v.reason,
  v.objective, v.score, v.baseline_score, v.train_rows, v.validation_rows, CAST(NULL AS BIGINT) AS test_rows,
  v.columns, v.candidates, v.seconds, v.cpu_seconds, v.size_bytes, v.query, CAST(NULL AS VARCHAR) AS data_hash,
  v.seed, CAST(NULL AS JSON) AS provenance, v.created_at, v.ready_at, v.error
FROM ml._model_versions v JOIN ml._models m ON m.model_id = v.model_id;
CREATE OR REPLACE VIEW ml.candidates AS
SELECT m.schema_name, m.model_name, c.version, c.candidate, c.rank, c.algorithm, c.state, c.score,
  CAST(NULL AS DOUBLE) AS weight, c.fit_seconds, CAST(NULL AS DOUBLE) AS predict_rows_per_second,
  c.hyperparameters, CAST(NULL AS VARCHAR) AS statement
FROM ml._candidates c JOIN ml._models m ON m.model_id = c.model_id;
CREATE OR REPLACE VIEW ml.model_features AS
SELECT m.schema_name, m.model_name, f.version, f.feature, f.source_column, f.type, f.treatment, f.reason,
  f.importance, f.missing_share, f.distinct_values
FROM ml._model_features f JOIN ml._models m ON m.model_id = f.model_id;
CREATE OR REPLACE VIEW ml.model_metrics AS
SELECT m.schema_name, m.model_name, x.version, x.part, x.metric, x.value, CAST(NULL AS DOUBLE) AS ci_low,
  CAST(NULL AS DOUBLE) AS ci_high, x.baseline
FROM ml._model_metrics x JOIN ml._models m ON m.model_id = x.model_id;
CREATE OR REPLACE VIEW ml.confusion AS
SELECT m.schema_name, m.model_name, x.version, x.part, x.actual, x.predicted, x.row_count
FROM ml._confusion x JOIN ml._models m ON m.model_id = x.model_id;
CREATE OR REPLACE VIEW ml.jobs AS
SELECT j.job_id, j.kind, j.schema_name, j.object_name, j.state,
  CASE WHEN j.state = 'RUNNING' THEN coalesce(l.percent, j.percent) ELSE j.percent END AS percent,
  CASE WHEN j.state = 'RUNNING' THEN coalesce(l.phase, j.phase) ELSE j.phase END AS phase,
  coalesce(j.best_score, l.best_score) AS best_score, j.owner, j.queued_at, j.started_at, j.finished_at,
  CASE WHEN j.started_at IS NULL THEN NULL
    ELSE epoch(coalesce(j.finished_at, now()) - j.started_at) END AS seconds,
  j.cpu_seconds, j.error
FROM ml._jobs j LEFT JOIN _mynah_live_jobs() l ON l.job_id = j.job_id;
CREATE OR REPLACE VIEW ml.job_steps AS
SELECT s.job_id, j.schema_name, j.object_name, s.step, s.name, s.state, s.detail, s.row_count, s.started_at, s.seconds
FROM (
  SELECT job_id, step, name, state, detail, row_count, started_at, seconds FROM ml._job_steps
  UNION ALL
  SELECT job_id, step, name, state, detail, row_count, started_at, seconds FROM _mynah_live_job_steps() l
  WHERE NOT EXISTS (SELECT 1 FROM ml._job_steps d WHERE d.job_id = l.job_id)
) s JOIN ml._jobs j ON j.job_id = s.job_id;
CREATE OR REPLACE VIEW ml.sessions AS
SELECT session_id, user_name, application, client_address, state, statement, started_at, is_writer, waits_for
FROM _mynah_live_sessions();
