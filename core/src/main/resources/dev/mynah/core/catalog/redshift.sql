-- SPDX-License-Identifier: Apache-2.0
CREATE OR REPLACE VIEW main.stv_ml_model_info AS
SELECT schema_name, owner AS user_name, model_name,
  CASE state WHEN 'TRAINING' THEN 'Create' WHEN 'READY' THEN 'Ready' ELSE 'Failed' END AS life_cycle,
  CASE WHEN state = 'READY' THEN 1 ELSE 0 END AS is_refreshable,
  CASE state WHEN 'TRAINING' THEN 'Train Model In Progress' WHEN 'READY' THEN 'Model is Ready' ELSE 'FAILED' END AS model_state
FROM ml.models;
CREATE OR REPLACE VIEW main.svv_ml_model_info AS
SELECT current_database() AS database_name, schema_name, user_name, model_name, life_cycle, is_refreshable, model_state
FROM main.stv_ml_model_info;
CREATE OR REPLACE VIEW main.svl_ml_model_info AS
SELECT * FROM main.stv_ml_model_info;
CREATE OR REPLACE VIEW main.svv_ml_model_privileges AS
SELECT m.schema_name AS namespace_name, m.model_name, coalesce(m.default_version, 1) AS model_version, 'EXECUTE' AS privilege_type,
  CASE WHEN g.grantee = 'public' THEN 0 ELSE r.role_id END AS identity_id, g.grantee AS identity_name,
  CASE WHEN g.grantee = 'public' THEN 'public' WHEN r.can_login THEN 'user' ELSE 'role' END AS identity_type,
  g.grant_option AS admin_option
FROM ml._grants g
JOIN ml._visible_models m ON lower(m.schema_name) = g.schema_name AND lower(m.model_name) = g.object_name
LEFT JOIN (SELECT role_name, can_login, row_number() OVER (ORDER BY created_at, role_name) AS role_id FROM ml._roles) r
  ON r.role_name = g.grantee
WHERE g.kind = 'MODEL' AND (ml._is_mine(m.owner) OR g.grantee IN (SELECT role_name FROM ml._my_roles));
CREATE OR REPLACE MACRO main.explain_model(_name) AS CAST(_mynah_explain_model(
  (SELECT max_by(m.model_id, m.schema_name = current_schema()) FROM ml._visible_models m WHERE lower(_name) IN (lower(m.model_name), lower(m.schema_name || '.' || m.model_name))),
  (SELECT max_by(m.default_version, m.schema_name = current_schema()) FROM ml._visible_models m WHERE lower(_name) IN (lower(m.model_name), lower(m.schema_name || '.' || m.model_name))),
  CAST(_name AS VARCHAR)) AS JSON);
