-- SPDX-License-Identifier: Apache-2.0
CREATE VIEW info.information_schema_catalog_name AS SELECT 'mynah' AS catalog_name;
CREATE VIEW info.schemata AS
SELECT 'mynah' AS catalog_name, nspname AS schema_name, r.rolname AS schema_owner, CAST(NULL AS VARCHAR) AS default_character_set_catalog,
  CAST(NULL AS VARCHAR) AS default_character_set_schema, CAST(NULL AS VARCHAR) AS default_character_set_name, CAST(NULL AS VARCHAR) AS sql_path FROM pg_namespace n LEFT JOIN _role_names r ON r.oid = n.nspowner
WHERE n.oid IN (11, 13000) OR _is_mine(r.rolname) OR n.nspname IN (SELECT m.object_name FROM _mine m WHERE m.kind = 'SCHEMA');
CREATE TABLE info.tables AS
SELECT 'mynah' AS table_catalog, CASE WHEN temporary THEN 'pg_temp_1' ELSE schema_name END AS table_schema, name AS table_name,
  CASE WHEN kind = 'v' THEN 'VIEW' WHEN temporary THEN 'LOCAL TEMPORARY' ELSE 'BASE TABLE' END AS table_type, CAST(NULL AS VARCHAR) AS self_referencing_column_name,
  CAST(NULL AS VARCHAR) AS reference_generation, CAST(NULL AS VARCHAR) AS user_defined_type_catalog, CAST(NULL AS VARCHAR) AS user_defined_type_schema, CAST(NULL AS VARCHAR) AS user_defined_type_name,
  CASE WHEN kind = 'r' THEN 'YES' ELSE 'NO' END AS is_insertable_into, 'NO' AS is_typed, CAST(NULL AS VARCHAR) AS commit_action
FROM _relations WHERE kind IN ('r', 'v');
CREATE VIEW info.views AS
SELECT 'mynah' AS table_catalog, schema_name AS table_schema, name AS table_name, _view_query(sql) AS view_definition, 'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into,
  'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable, 'NO' AS is_trigger_insertable_into FROM _relations WHERE kind = 'v';
CREATE TABLE info.columns AS
SELECT 'mynah' AS table_catalog, CASE WHEN r.temporary THEN 'pg_temp_1' ELSE r.schema_name END AS table_schema, r.name AS table_name, a.attname AS column_name, CAST(a.attnum AS INTEGER) AS ordinal_position,
  CASE WHEN a.attgenerated = '' THEN d.adbin END AS column_default, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
  CASE WHEN t.typcategory = 'A' THEN 'ARRAY' WHEN t.typtype = 'e' THEN 'USER-DEFINED' ELSE t.sql_name END AS data_type,
  CASE WHEN a.atttypid IN (1042, 1043) THEN a.atttypmod - 4 END AS character_maximum_length, CASE WHEN t.typcategory = 'S' THEN 1073741824 END AS character_octet_length,
  CASE a.atttypid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53 WHEN 1700 THEN CASE WHEN a.atttypmod > 0 THEN (a.atttypmod - 4) // 65536 END END AS numeric_precision,
  CASE WHEN a.atttypid IN (20, 21, 23, 700, 701) THEN 2 WHEN a.atttypid = 1700 THEN 10 END AS numeric_precision_radix,
  CASE WHEN a.atttypid IN (20, 21, 23) THEN 0 WHEN a.atttypid = 1700 AND a.atttypmod > 0 THEN (a.atttypmod - 4) % 65536 END AS numeric_scale,
  CASE WHEN a.atttypid IN (1083, 1114, 1184, 1186, 1266) THEN 6 WHEN a.atttypid = 1082 THEN 0 END AS datetime_precision, CAST(NULL AS VARCHAR) AS interval_type, CAST(NULL AS INTEGER) AS interval_precision,
  CAST(NULL AS VARCHAR) AS character_set_catalog, CAST(NULL AS VARCHAR) AS character_set_schema, CAST(NULL AS VARCHAR) AS character_set_name, CAST(NULL AS VARCHAR) AS collation_catalog,
  CAST(NULL AS VARCHAR) AS collation_schema, CAST(NULL AS VARCHAR) AS collation_name, CAST(NULL AS VARCHAR) AS domain_catalog, CAST(NULL AS VARCHAR) AS domain_schema, CAST(NULL AS VARCHAR) AS domain_name,
  'mynah' AS udt_catalog, CASE WHEN t.typnamespace = 11 THEN 'pg_catalog' ELSE n.nspname END AS udt_schema, t.typname AS udt_name, CAST(NULL AS VARCHAR) AS scope_catalog, CAST(NULL AS VARCHAR) AS scope_schema,
  CAST(NULL AS VARCHAR) AS scope_name, CAST(NULL AS INTEGER) AS maximum_cardinality, CAST(a.attnum AS VARCHAR) AS dtd_identifier, 'NO' AS is_self_referencing,
  CASE a.attidentity WHEN '' THEN 'NO' ELSE 'YES' END AS is_identity, CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity_generation,
  CASE WHEN a.attidentity <> '' THEN '1' END AS identity_start, CASE WHEN a.attidentity <> '' THEN '1' END AS identity_increment, CASE WHEN a.attidentity <> '' THEN '9223372036854775807' END AS identity_maximum,
  CASE WHEN a.attidentity <> '' THEN '1' END AS identity_minimum, 'NO' AS identity_cycle, CASE a.attgenerated WHEN '' THEN 'NEVER' ELSE 'ALWAYS' END AS is_generated,
  CASE WHEN a.attgenerated <> '' THEN d.adbin END AS generation_expression, CASE WHEN r.kind = 'r' THEN 'YES' ELSE 'NO' END AS is_updatable
FROM _relations r JOIN pg_attribute a ON a.attrelid = r.oid JOIN _all_types t ON t.oid = a.atttypid
LEFT JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.kind IN ('r', 'v');
CREATE TABLE info.table_constraints AS
SELECT 'mynah' AS constraint_catalog, schema_name AS constraint_schema, name AS constraint_name, 'mynah' AS table_catalog, schema_name AS table_schema, table_name,
  constraint_type, 'NO' AS is_deferrable, 'NO' AS initially_deferred, 'YES' AS enforced, CASE kind WHEN 'u' THEN 'YES' END AS nulls_distinct FROM _constraints;
CREATE TABLE info.key_column_usage AS
SELECT 'mynah' AS constraint_catalog, schema_name AS constraint_schema, name AS constraint_name, 'mynah' AS table_catalog, schema_name AS table_schema, table_name,
  constraint_column_names[position] AS column_name, CAST(position AS INTEGER) AS ordinal_position, CASE kind WHEN 'f' THEN CAST(position AS INTEGER) END AS position_in_unique_constraint
FROM (SELECT *, unnest(range(1, len(constraint_column_names) + 1)) AS position FROM _constraints WHERE kind IN ('p', 'u', 'f'));
CREATE VIEW info.constraint_column_usage AS
SELECT 'mynah' AS table_catalog, schema_name AS table_schema, CASE kind WHEN 'f' THEN referenced_table ELSE table_name END AS table_name,
  unnest(CASE kind WHEN 'f' THEN referenced_column_names ELSE constraint_column_names END) AS column_name, 'mynah' AS constraint_catalog, schema_name AS constraint_schema, name AS constraint_name FROM _constraints;
CREATE VIEW info.constraint_table_usage AS
SELECT DISTINCT table_catalog, table_schema, table_name, constraint_catalog, constraint_schema, constraint_name FROM info.constraint_column_usage;
CREATE VIEW info.check_constraints AS
SELECT 'mynah' AS constraint_catalog, schema_name AS constraint_schema, name AS constraint_name, expression AS check_clause FROM _constraints WHERE kind = 'c';
CREATE VIEW info.referential_constraints AS
SELECT 'mynah' AS constraint_catalog, c.schema_name AS constraint_schema, c.name AS constraint_name, 'mynah' AS unique_constraint_catalog, c.schema_name AS unique_constraint_schema, k.name AS unique_constraint_name,
  'NONE' AS match_option, 'NO ACTION' AS update_rule, 'NO ACTION' AS delete_rule
FROM _constraints c LEFT JOIN _constraints k ON k.kind IN ('p', 'u') AND k.schema_name = c.schema_name AND k.table_name = c.referenced_table AND k.constraint_column_names = c.referenced_column_names
WHERE c.kind = 'f';
CREATE VIEW info.sequences AS
SELECT 'mynah' AS sequence_catalog, schemaname AS sequence_schema, sequencename AS sequence_name, data_type, 64 AS numeric_precision, 2 AS numeric_precision_radix, 0 AS numeric_scale, CAST(start_value AS VARCHAR) AS start_value,
  CAST(min_value AS VARCHAR) AS minimum_value, CAST(max_value AS VARCHAR) AS maximum_value, CAST(increment_by AS VARCHAR) AS increment, CASE WHEN cycle THEN 'YES' ELSE 'NO' END AS cycle_option FROM pg_sequences;
CREATE VIEW info.routines AS
SELECT 'mynah' AS specific_catalog, schema_name AS specific_schema, name || '_' || oid AS specific_name, 'mynah' AS routine_catalog, schema_name AS routine_schema, name AS routine_name, 'FUNCTION' AS routine_type,
  returns AS data_type, 'SQL' AS routine_body, body AS routine_definition, 'SQL' AS external_language FROM _routines;
CREATE VIEW info.table_privileges AS
SELECT g.grantor, CASE g.grantee WHEN 'public' THEN 'PUBLIC' ELSE g.grantee END AS grantee, 'mynah' AS table_catalog, r.schema_name AS table_schema, r.name AS table_name, g.privilege AS privilege_type,
  CASE WHEN g.grant_option THEN 'YES' ELSE 'NO' END AS is_grantable, CASE g.privilege WHEN 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
FROM mynah.ml.privileges g JOIN _relations r ON g.kind = 'TABLE' AND lower(r.schema_name) = g.schema_name AND lower(r.name) = g.object_name;
CREATE VIEW info.role_table_grants AS SELECT * FROM info.table_privileges;
CREATE VIEW info.applicable_roles AS
SELECT m.member_name AS grantee, m.role_name, CASE WHEN m.admin_option THEN 'YES' ELSE 'NO' END AS is_grantable FROM mynah.ml._role_members m WHERE m.member_name IN (SELECT role_name FROM mynah.ml._my_roles);
CREATE VIEW info.enabled_roles AS SELECT role_name FROM mynah.ml._my_roles WHERE role_name <> 'public';
