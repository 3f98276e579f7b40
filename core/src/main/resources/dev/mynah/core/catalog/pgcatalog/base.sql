-- SPDX-License-Identifier: Apache-2.0
-- What the views of PostgreSQL's catalog are made of: whose things are, who sees them, how they are numbered.
-- CREATE TABLE means a temporary table of each session, filled when it first asks, and again when anything was defined since: the
-- engine plans a query over nested views for longer than it runs.
-- Numbers are the engine's; what it does not number gets a range of its own below 2^31, so that nothing meets.
CREATE MACRO _role_oid(_r) AS CASE _r WHEN 'mynah' THEN 10 WHEN 'public' THEN 0
  WHEN 'pg_read_server_files' THEN 4569 WHEN 'pg_write_server_files' THEN 4570
  ELSE 200000000 + CAST(hash(_r) % 100000000 AS BIGINT) END;
CREATE MACRO _constraint_oid(_t, _i) AS 1000000000 + CAST(hash(_t * 10000 + _i) % 500000000 AS BIGINT);
CREATE MACRO _key_index_oid(_t, _i) AS 1500000000 + CAST(hash(_t * 10000 + _i) % 500000000 AS BIGINT);
CREATE MACRO _row_type_oid(_t) AS 600000000 + _t;
CREATE MACRO _array_type_oid(_t) AS 700000000 + _t;
CREATE MACRO _default_oid(_t, _c) AS 800000000 + CAST(hash(_t * 10000 + _c) % 200000000 AS BIGINT);
CREATE MACRO _ends(_name) AS CASE WHEN regexp_full_match(_name, '[a-z_][a-z0-9_$]*') THEN _name
  ELSE '"' || replace(_name, '"', '""') || '"' END;
CREATE MACRO _literal(_text) AS '''' || replace(_text, '''', '''''') || '''';
CREATE MACRO _without_quotes(_name) AS CASE WHEN starts_with(_name, '"') THEN replace(_name[2:-2], '""', '"') ELSE lower(_name) END;
CREATE MACRO _search_path() AS CAST(getvariable('_mynah_search_path') AS VARCHAR[]);
-- What its reader may see is told to each session by the server: '*', or a line for each thing.
CREATE MACRO _sees_all() AS getvariable('_mynah_user') IS NULL OR getvariable('_mynah_user') = 'mynah'
  OR coalesce(list_contains(CAST(getvariable('_mynah_sees') AS VARCHAR[]), '*'), false);
CREATE MACRO _is_mine(_its_owner) AS _sees_all() OR coalesce(list_contains(CAST(getvariable('_mynah_roles') AS VARCHAR[]), _its_owner), false);
CREATE VIEW _mine AS
SELECT kind, schema_name, object_name FROM mynah.ml._owners WHERE owner IN (SELECT role_name FROM mynah.ml._my_roles)
UNION SELECT kind, schema_name, object_name FROM mynah.ml._grants WHERE grantee IN (SELECT role_name FROM mynah.ml._my_roles);
CREATE MACRO _sees(_kind, _schema, _name) AS _sees_all()
  OR coalesce(list_contains(CAST(getvariable('_mynah_sees') AS VARCHAR[]), _kind || ' ' || lower(_schema) || '.' || lower(_name)), false);
CREATE TABLE _acls AS
SELECT kind, schema_name, object_name, list(CASE grantee WHEN 'public' THEN '' ELSE grantee END || '=' || rights || '/' || grantor ORDER BY grantee) AS acl
FROM (
  SELECT kind, schema_name, object_name, grantee, grantor, string_agg(
    CASE privilege WHEN 'SELECT' THEN 'r' WHEN 'INSERT' THEN 'a' WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd' WHEN 'TRUNCATE' THEN 'D'
      WHEN 'REFERENCES' THEN 'x' WHEN 'TRIGGER' THEN 't' WHEN 'USAGE' THEN 'U' WHEN 'CREATE' THEN 'C' WHEN 'EXECUTE' THEN 'X'
      WHEN 'CONNECT' THEN 'c' WHEN 'TEMPORARY' THEN 'T' ELSE '' END || CASE WHEN grant_option THEN '*' ELSE '' END, '' ORDER BY privilege) AS rights
  FROM mynah.ml._grants GROUP BY ALL
) GROUP BY ALL;
CREATE VIEW _catalog_oids AS
SELECT * FROM (VALUES ('pg_type', 1247), ('pg_attribute', 1249), ('pg_proc', 1255), ('pg_class', 1259), ('pg_authid', 1260), ('pg_auth_members', 1261),
  ('pg_database', 1262), ('pg_tablespace', 1213), ('pg_am', 2601), ('pg_attrdef', 2604), ('pg_cast', 2605), ('pg_constraint', 2606),
  ('pg_conversion', 2607), ('pg_depend', 2608), ('pg_description', 2609), ('pg_index', 2610), ('pg_inherits', 2611), ('pg_language', 2612),
  ('pg_namespace', 2615), ('pg_opclass', 2616), ('pg_operator', 2617), ('pg_opfamily', 2753), ('pg_rewrite', 2618), ('pg_trigger', 2620),
  ('pg_enum', 3501), ('pg_extension', 3079), ('pg_collation', 3456), ('pg_sequence', 2224), ('pg_event_trigger', 3466),
  ('pg_foreign_server', 1417), ('pg_foreign_data_wrapper', 2328), ('pg_publication', 6104), ('pg_subscription', 6100), ('pg_statistic_ext', 3381),
  ('pg_ts_config', 3602), ('pg_ts_dict', 3600), ('pg_shdescription', 2396), ('pg_policy', 3256)) x(name, oid);
CREATE TABLE _relations AS
SELECT r.*,
  CASE WHEN r.schema_oid = 11 OR r.temporary OR list_contains(_search_path(), r.schema_name) THEN '' ELSE _ends(r.schema_name) || '.' END || _ends(r.name) AS shown_name
FROM (
  SELECT table_oid AS oid, schema_oid, schema_name, table_name AS name, 'r' AS kind, temporary, comment, estimated_size, column_count, check_constraint_count, sql
  FROM duckdb_tables() WHERE database_name IN ('mynah', 'temp') AND NOT internal AND schema_name NOT IN ('ml') AND NOT (temporary AND starts_with(table_name, '_mynah_')) AND (temporary OR _sees('TABLE', schema_name, table_name))
  UNION ALL
  SELECT view_oid, schema_oid, schema_name, view_name, 'v', temporary, comment, 0, column_count, 0, sql
  FROM duckdb_views() WHERE database_name IN ('mynah', 'temp') AND NOT internal AND (temporary OR schema_name <> 'main') AND NOT (schema_name = 'ml' AND starts_with(view_name, '_'))
    AND (temporary OR schema_name = 'ml' OR _sees('TABLE', schema_name, view_name))
  UNION ALL
  SELECT sequence_oid, schema_oid, schema_name, sequence_name, 'S', temporary, CASE WHEN comment = 'serial' OR comment LIKE 'generated % as identity' THEN NULL ELSE comment END, 1, 3, 0, sql
  FROM duckdb_sequences() WHERE database_name IN ('mynah', 'temp') AND schema_name <> 'ml' AND (temporary OR _sees('SEQUENCE', schema_name, sequence_name))
  UNION ALL
  SELECT coalesce(c.oid, v.view_oid), CASE v.schema_name WHEN 'main' THEN 11 ELSE 13000 END, CASE v.schema_name WHEN 'main' THEN 'pg_catalog' ELSE 'information_schema' END,
    v.view_name, 'v', false, NULL, 0, v.column_count, 0, ''
  FROM duckdb_views() v LEFT JOIN _catalog_oids c ON c.name = v.view_name AND v.schema_name = 'main'
  WHERE v.database_name = 'pgcatalog' AND NOT v.internal AND v.schema_name <> 'pg_base'
) r;
CREATE TABLE _owned_relations AS
SELECT r.*, coalesce(o.owner, 'mynah') AS owner
FROM _relations r LEFT JOIN mynah.ml._owners o
  ON o.kind = CASE r.kind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AND o.schema_name = lower(r.schema_name) AND o.object_name = lower(r.name);
CREATE TABLE _lengths AS
SELECT table_oid, constraint_column_names[1] AS column_name, any_value(CAST(regexp_extract(expression, 'character(?: varying)?\((\d+)\)''', 1) AS INTEGER)) AS length,
  any_value(CASE WHEN contains(expression, 'character varying(') THEN 1043 ELSE 1042 END) AS kind
FROM duckdb_constraints() WHERE constraint_type = 'CHECK' AND contains(expression, 'value too long for type character') GROUP BY ALL;
CREATE TABLE _columns AS
SELECT c.*, l.length, l.kind AS length_kind FROM (
  SELECT table_oid, schema_name, table_name, column_name, column_index, comment, column_default, is_nullable, data_type, is_generated, generation_expression
  FROM duckdb_columns() WHERE NOT internal AND (database_name = 'temp' AND NOT starts_with(table_name, '_mynah_') OR database_name = 'mynah' AND schema_name <> 'main'
    AND CASE schema_name WHEN 'ml' THEN NOT starts_with(table_name, '_') ELSE _sees('TABLE', schema_name, table_name) END)
  UNION ALL
  SELECT coalesce(o.oid, c.table_oid), CASE c.schema_name WHEN 'main' THEN 'pg_catalog' ELSE 'information_schema' END, c.table_name, c.column_name, c.column_index,
    NULL, NULL, true, c.data_type, false, NULL
  FROM duckdb_columns() c LEFT JOIN _catalog_oids o ON o.name = c.table_name AND c.schema_name = 'main'
  WHERE c.database_name = 'pgcatalog' AND NOT c.internal AND c.schema_name <> 'pg_base'
) c LEFT JOIN _lengths l ON l.table_oid = c.table_oid AND l.column_name = c.column_name;
CREATE TABLE _owned_sequences AS
SELECT c.table_oid, c.column_name, c.column_index, s.sequence_oid, s.schema_name AS sequence_schema, s.sequence_name, s.comment
FROM duckdb_columns() c JOIN duckdb_sequences() s
  ON s.schema_name = c.schema_name AND c.column_default = 'nextval(' || _literal('"' || replace(s.schema_name, '"', '""') || '"."' || replace(s.sequence_name, '"', '""') || '"') || ')'
WHERE c.database_name = 'mynah' AND s.database_name = 'mynah' AND (s.comment = 'serial' OR s.comment LIKE 'generated % as identity');
CREATE TABLE _constraints AS
SELECT *, base || CASE WHEN number > 1 THEN CAST(number - 1 AS VARCHAR) ELSE '' END AS name FROM (
  SELECT *, row_number() OVER (PARTITION BY table_oid, base ORDER BY constraint_index) AS number FROM (
    SELECT c.*, _constraint_oid(c.table_oid, c.constraint_index) AS oid, r.temporary,
      CASE c.constraint_type WHEN 'PRIMARY KEY' THEN 'p' WHEN 'UNIQUE' THEN 'u' WHEN 'FOREIGN KEY' THEN 'f' ELSE 'c' END AS kind,
      c.table_name || CASE c.constraint_type WHEN 'PRIMARY KEY' THEN '_pkey' ELSE '_' || array_to_string(c.constraint_column_names, '_')
        || CASE c.constraint_type WHEN 'UNIQUE' THEN '_key' WHEN 'FOREIGN KEY' THEN '_fkey' ELSE '_check' END END AS base
    FROM duckdb_constraints() c JOIN _relations r ON r.oid = c.table_oid
    WHERE c.constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'CHECK', 'FOREIGN KEY') AND NOT coalesce(contains(c.expression, 'value too long for type character'), false)
  )
);
CREATE TABLE _indexes AS
SELECT _key_index_oid(table_oid, constraint_index) AS oid, name, schema_oid, schema_name, table_oid, table_name, temporary, true AS is_unique, kind = 'p' AS is_primary,
  list_transform(constraint_column_indexes, lambda x: CAST(x + 1 AS SMALLINT)) AS keys, constraint_column_names AS columns, CAST(NULL AS VARCHAR) AS comment, oid AS constraint_oid
FROM _constraints WHERE kind IN ('p', 'u')
UNION ALL
SELECT i.index_oid, i.index_name, i.schema_oid, i.schema_name, i.table_oid, i.table_name, r.temporary, i.is_unique, false,
  list_transform(parts.columns, lambda p: CAST(coalesce(list_position(named.names, p), 0) AS SMALLINT)), parts.columns, i.comment, 0
FROM duckdb_indexes() i JOIN _relations r ON r.oid = i.table_oid
JOIN (SELECT index_oid, list_transform(CAST(expressions AS VARCHAR[]), lambda p: CASE WHEN starts_with(p, '"') THEN _without_quotes(p) ELSE p END) AS columns FROM duckdb_indexes()) parts ON parts.index_oid = i.index_oid
JOIN (SELECT table_oid, list(column_name ORDER BY column_index) AS names FROM duckdb_columns() GROUP BY table_oid) named ON named.table_oid = i.table_oid;
CREATE TABLE _foreign_keys AS
SELECT c.oid, c.table_oid, p.table_oid AS referenced_oid, p.names AS referenced_names
FROM _constraints c JOIN (SELECT schema_name, table_name, table_oid, list(column_name ORDER BY column_index) AS names FROM duckdb_columns() WHERE database_name IN ('mynah', 'temp') GROUP BY ALL) p
  ON p.schema_name = c.schema_name AND p.table_name = c.referenced_table WHERE c.kind = 'f';
