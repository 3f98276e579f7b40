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
