-- SPDX-License-Identifier: Apache-2.0
-- Functions of users: macros and what models publish. What else can be called is the engine's own.
CREATE VIEW _model_functions AS
SELECT lower(v.function_schema) AS schema_name, lower(v.function_name) || s.suffix AS function_name, m.model_name, m.owner, m.comment,
  _is_mine(m.owner) OR ('MODEL', lower(m.schema_name), lower(m.model_name)) IN (SELECT (g.kind, g.schema_name, g.object_name) FROM _mine g) AS is_visible,
  v.function_arguments || CASE s.suffix WHEN '_probability' THEN ', label varchar' WHEN '_interval' THEN ', level double' ELSE '' END AS arguments,
  CASE s.suffix WHEN '_probability' THEN 'DOUBLE' WHEN '_probabilities' THEN 'JSON' WHEN '_explain' THEN 'JSON' WHEN '_interval' THEN 'JSON' ELSE coalesce(v.returns, CASE WHEN v.problem_type = 'REGRESSION' THEN 'DOUBLE' ELSE v.target_type END) END AS returns
FROM mynah.ml._models m JOIN mynah.ml._model_versions v ON v.model_id = m.model_id AND v.version = m.default_version
CROSS JOIN (VALUES (''), ('_probabilities'), ('_probability'), ('_explain'), ('_interval')) s(suffix);
-- A model's function has two forms, of which the one with an argument for each column is shown.
CREATE TABLE _macros AS
SELECT f.*, m.model_name, m.owner AS model_owner, m.comment AS model_comment, m.returns, regexp_replace(m.arguments, '\(\d+, ?\d+\)', '', 'g') AS arguments,
  row_number() OVER (PARTITION BY f.function_oid ORDER BY f.parameters[1] = 't', len(f.parameters), f.macro_definition) AS form
FROM duckdb_functions() f
LEFT JOIN _model_functions m ON m.schema_name = lower(f.schema_name) AND m.function_name = lower(f.function_name)
WHERE f.database_name = 'mynah' AND NOT f.internal AND f.schema_name NOT IN ('main', 'ml') AND f.function_type IN ('macro', 'table_macro') AND (m.model_name IS NULL OR m.is_visible);
CREATE TABLE _routines AS
SELECT CASE f.form WHEN 1 THEN f.function_oid ELSE 2000000000 + f.function_oid % 1000000 * 100 + f.form END AS oid, f.schema_name, n.oid AS schema_oid, f.function_name AS name,
  f.function_type = 'table_macro' AS is_set, coalesce(f.model_owner, o.owner, 'mynah') AS owner, coalesce(f.comment, f.model_comment) AS comment, f.macro_definition AS body, f.parameters AS names,
  f.model_name, f.returns,
  CASE WHEN len(string_split(f.arguments, ', ')) = len(f.parameters)
    THEN list_transform(string_split(f.arguments, ', '), lambda a, i: coalesce(e.oids[upper(a[len(f.parameters[i]) + 2:])], 2283))
    ELSE list_transform(f.parameter_types, lambda t: CASE WHEN _is_list(t) THEN 2277 ELSE coalesce(e.oids[_bare_type(t)], 2283) END) END AS types
FROM _macros f
CROSS JOIN (SELECT map(list(name), list(oid)) AS oids FROM _engine_types) e
JOIN duckdb_schemas() n ON n.database_name = 'mynah' AND n.schema_name = f.schema_name
LEFT JOIN mynah.ml._owners o ON o.kind = 'FUNCTION' AND o.schema_name = lower(f.schema_name) AND o.object_name = lower(f.function_name)
WHERE f.model_name IS NULL OR f.form = 1;
CREATE TABLE pg_proc AS
SELECT CAST(p.oid AS BIGINT) AS oid, p.name AS proname, CAST(p.schema_oid AS BIGINT) AS pronamespace, CAST(_role_oid(p.owner) AS BIGINT) AS proowner, CAST(14 AS BIGINT) AS prolang, CAST(100 AS REAL) AS procost,
  CAST(CASE WHEN p.is_set THEN 1000 ELSE 0 END AS REAL) AS prorows, CAST(0 AS BIGINT) AS provariadic, 0 AS prosupport, 'f' AS prokind, false AS prosecdef, false AS proleakproof, false AS proisstrict,
  p.is_set AS proretset, CASE WHEN p.model_name IS NULL THEN 'v' ELSE 's' END AS provolatile, 's' AS proparallel, CAST(len(p.names) AS SMALLINT) AS pronargs, CAST(0 AS SMALLINT) AS pronargdefaults,
  CAST(CASE WHEN p.is_set THEN 2249 ELSE coalesce(t.oid, 2283) END AS BIGINT) AS prorettype, array_to_string(p.types, ' ') AS proargtypes, CAST(NULL AS BIGINT[]) AS proallargtypes,
  CAST(NULL AS VARCHAR[]) AS proargmodes, CASE WHEN len(p.names) > 0 THEN p.names END AS proargnames, CAST(NULL AS VARCHAR) AS proargdefaults, CAST(NULL AS BIGINT[]) AS protrftypes,
  CASE WHEN p.model_name IS NULL THEN p.body ELSE 'model ' || p.model_name END AS prosrc, CAST(NULL AS VARCHAR) AS probin, CAST(NULL AS VARCHAR) AS prosqlbody, CAST(NULL AS VARCHAR[]) AS proconfig,
  CAST(NULL AS VARCHAR[]) AS proacl, 1255 AS tableoid
FROM _routines p LEFT JOIN _engine_types t ON t.name = _bare_type(_element_type(p.returns));
CREATE TABLE _arguments AS
SELECT a.oid, string_agg(_ends(a.name) || ' ' || t.sql_name, ', ' ORDER BY a.position) AS text
FROM (SELECT oid, unnest(names) AS name, unnest(types) AS type, unnest(range(len(names))) AS position FROM _routines) a JOIN _all_types t ON t.oid = a.type GROUP BY a.oid;
CREATE TABLE _function_texts AS
SELECT p.oid AS _function_id, p.name AS _function_name, p.schema_name AS _function_schema, coalesce(a.text, '') AS _function_arguments,
  CASE WHEN p.is_set THEN 'SETOF record' ELSE r.sql_name END AS _function_result,
  CASE WHEN p.model_name IS NULL THEN
    'CREATE OR REPLACE MACRO ' || _ends(p.schema_name) || '.' || _ends(p.name) || '(' || array_to_string(p.names, ', ') || ') AS ' || CASE WHEN p.is_set THEN 'TABLE ' ELSE '' END || p.body
  ELSE '-- ' || _ends(p.schema_name) || '.' || _ends(p.name) || '(' || array_to_string(p.names, ', ') || ') predicts with model ' || p.model_name END AS _function_text
FROM _routines p JOIN pg_proc q ON q.oid = p.oid LEFT JOIN _arguments a ON a.oid = p.oid LEFT JOIN _all_types r ON r.oid = q.prorettype;
CREATE MACRO pg_get_function_arguments(_o) AS (SELECT any_value(_function_arguments) FROM _function_texts WHERE _function_id = _o);
CREATE MACRO pg_get_function_identity_arguments(_o) AS (SELECT any_value(_function_arguments) FROM _function_texts WHERE _function_id = _o);
CREATE MACRO pg_get_function_result(_o) AS (SELECT any_value(_function_result) FROM _function_texts WHERE _function_id = _o);
CREATE MACRO pg_get_functiondef(_o) AS (SELECT any_value(_function_text) FROM _function_texts WHERE _function_id = _o);
