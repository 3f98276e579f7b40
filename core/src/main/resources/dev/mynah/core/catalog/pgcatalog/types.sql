-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE _base_types AS
SELECT * FROM (VALUES
  (16, 'bool', 1, 'B', 1000, 'boolean'), (17, 'bytea', -1, 'U', 1001, 'bytea'), (18, 'char', 1, 'Z', 1002, '"char"'), (19, 'name', 64, 'S', 1003, 'name'),
  (20, 'int8', 8, 'N', 1016, 'bigint'), (21, 'int2', 2, 'N', 1005, 'smallint'), (22, 'int2vector', -1, 'A', 1006, 'int2vector'), (23, 'int4', 4, 'N', 1007, 'integer'),
  (24, 'regproc', 4, 'N', 1008, 'regproc'), (25, 'text', -1, 'S', 1009, 'text'), (26, 'oid', 4, 'N', 1028, 'oid'), (27, 'tid', 6, 'U', 1010, 'tid'),
  (28, 'xid', 4, 'U', 1011, 'xid'), (30, 'oidvector', -1, 'A', 1013, 'oidvector'), (114, 'json', -1, 'U', 199, 'json'), (194, 'pg_node_tree', -1, 'Z', 0, 'pg_node_tree'),
  (700, 'float4', 4, 'N', 1021, 'real'), (701, 'float8', 8, 'N', 1022, 'double precision'), (1033, 'aclitem', 12, 'U', 1034, 'aclitem'),
  (1042, 'bpchar', -1, 'S', 1014, 'character'), (1043, 'varchar', -1, 'S', 1015, 'character varying'), (1082, 'date', 4, 'D', 1182, 'date'),
  (1083, 'time', 8, 'D', 1183, 'time without time zone'), (1114, 'timestamp', 8, 'D', 1115, 'timestamp without time zone'),
  (1184, 'timestamptz', 8, 'D', 1185, 'timestamp with time zone'), (1186, 'interval', 16, 'T', 1187, 'interval'), (1266, 'timetz', 12, 'D', 1270, 'time with time zone'),
  (1560, 'bit', -1, 'V', 1561, 'bit'), (1700, 'numeric', -1, 'N', 1231, 'numeric'), (2202, 'regprocedure', 4, 'N', 2207, 'regprocedure'),
  (2205, 'regclass', 4, 'N', 2210, 'regclass'), (2206, 'regtype', 4, 'N', 2211, 'regtype'), (2950, 'uuid', 16, 'U', 2951, 'uuid'), (3802, 'jsonb', -1, 'U', 3807, 'jsonb'),
  (4089, 'regnamespace', 4, 'N', 4090, 'regnamespace'), (4096, 'regrole', 4, 'N', 4097, 'regrole'),
  -- Of these no column can be, but clients know them by their numbers.
  (142, 'xml', -1, 'U', 143, 'xml'), (600, 'point', 16, 'G', 1017, 'point'), (601, 'lseg', 32, 'G', 1018, 'lseg'), (602, 'path', -1, 'G', 1019, 'path'),
  (603, 'box', 32, 'G', 1020, 'box'), (604, 'polygon', -1, 'G', 1027, 'polygon'), (628, 'line', 24, 'G', 629, 'line'), (650, 'cidr', -1, 'I', 651, 'cidr'),
  (718, 'circle', 24, 'G', 719, 'circle'), (774, 'macaddr8', 8, 'U', 775, 'macaddr8'), (790, 'money', 8, 'N', 791, 'money'), (829, 'macaddr', 6, 'U', 1040, 'macaddr'),
  (869, 'inet', -1, 'I', 1041, 'inet'), (1562, 'varbit', -1, 'V', 1563, 'bit varying'), (1790, 'refcursor', -1, 'U', 2201, 'refcursor'),
  (3614, 'tsvector', -1, 'U', 3643, 'tsvector'), (3615, 'tsquery', -1, 'U', 3645, 'tsquery'),
  (705, 'unknown', -2, 'X', 0, 'unknown'), (2249, 'record', -1, 'P', 2287, 'record'), (2276, 'any', 4, 'P', 0, '"any"'), (2277, 'anyarray', -1, 'P', 0, 'anyarray'),
  (2278, 'void', 4, 'P', 0, 'void'), (2279, 'trigger', 4, 'P', 0, 'trigger'), (2283, 'anyelement', 4, 'P', 0, 'anyelement')
) x(oid, name, size, category, array_oid, sql_name);
-- Every type that a column of the engine can have, by the engine's name for it, without its digits.
CREATE TABLE _engine_types AS
SELECT * FROM (VALUES ('BOOLEAN', 16), ('TINYINT', 21), ('UTINYINT', 21), ('SMALLINT', 21), ('USMALLINT', 23), ('INTEGER', 23), ('UINTEGER', 20), ('BIGINT', 20),
  ('UBIGINT', 1700), ('HUGEINT', 1700), ('UHUGEINT', 1700), ('BIGNUM', 1700), ('FLOAT', 700), ('DOUBLE', 701), ('DECIMAL', 1700), ('VARCHAR', 25), ('JSON', 114), ('BLOB', 17),
  ('DATE', 1082), ('TIME', 1083), ('TIME WITH TIME ZONE', 1266), ('TIMESTAMP', 1114), ('TIMESTAMP_S', 1114), ('TIMESTAMP_MS', 1114), ('TIMESTAMP_NS', 1114),
  ('TIMESTAMP WITH TIME ZONE', 1184), ('INTERVAL', 1186), ('UUID', 2950), ('BIT', 1560)) x(name, oid)
UNION ALL SELECT 'ENUM(' || array_to_string(list_transform(labels, lambda l: '''' || replace(l, '''', '''''') || ''''), ', ') || ')', min(type_oid)
FROM duckdb_types() WHERE database_name = 'mynah' AND logical_type = 'ENUM' AND NOT internal GROUP BY labels;
CREATE MACRO _bare_type(_t) AS CASE WHEN starts_with(_t, 'DECIMAL(') THEN regexp_replace(_t, '\(\d+,\d+\)', '') ELSE _t END;
CREATE MACRO _is_list(_t) AS regexp_matches(_t, '\[\d*\]$');
CREATE MACRO _element_type(_t) AS regexp_replace(_t, '(\[\d*\])+$', '');
CREATE MACRO _decimal_modifier(_t) AS CASE WHEN starts_with(_t, 'DECIMAL(38,9)') THEN -1 WHEN starts_with(_t, 'DECIMAL(')
  THEN CAST(regexp_extract(_t, '\((\d+),', 1) AS INTEGER) * 65536 + CAST(regexp_extract(_t, ',(\d+)\)', 1) AS INTEGER) + 4 ELSE -1 END;
CREATE TABLE _enums AS
SELECT type_oid AS oid, type_name AS name, schema_oid, schema_name, labels, comment
FROM duckdb_types() WHERE database_name = 'mynah' AND logical_type = 'ENUM' AND NOT internal AND _sees('TYPE', schema_name, type_name);
CREATE TABLE _all_types AS
SELECT oid, name AS typname, 11 AS typnamespace, 10 AS typowner, size AS typlen, CASE WHEN category = 'P' OR oid = 705 THEN 'p' ELSE 'b' END AS typtype, category AS typcategory,
  0 AS typrelid, CASE oid WHEN 22 THEN 21 WHEN 30 THEN 26 ELSE 0 END AS typelem, array_oid AS typarray, CAST(NULL AS VARCHAR) AS comment, sql_name FROM _base_types
UNION ALL SELECT array_oid, '_' || name, 11, 10, -1, 'b', 'A', 0, oid, 0, NULL, sql_name || '[]' FROM _base_types WHERE array_oid > 0
UNION ALL SELECT e.oid, e.name, e.schema_oid, _role_oid(coalesce(o.owner, 'mynah')), 4, 'e', 'E', 0, 0, _array_type_oid(e.oid), e.comment,
    CASE WHEN list_contains(_search_path(), e.schema_name) THEN '' ELSE _ends(e.schema_name) || '.' END || _ends(e.name)
  FROM _enums e LEFT JOIN mynah.ml._owners o ON o.kind = 'TYPE' AND o.schema_name = lower(e.schema_name) AND o.object_name = lower(e.name)
UNION ALL SELECT _array_type_oid(oid), '_' || name, schema_oid, 10, -1, 'b', 'A', 0, oid, 0, NULL,
    CASE WHEN list_contains(_search_path(), schema_name) THEN '' ELSE _ends(schema_name) || '.' END || _ends(name) || '[]' FROM _enums
UNION ALL SELECT _row_type_oid(r.oid), r.name, r.schema_oid, 10, -1, 'c', 'C', r.oid, 0, _array_type_oid(r.oid), NULL, r.shown_name
  FROM _relations r WHERE r.kind IN ('r', 'v') AND r.schema_oid <> 11
UNION ALL SELECT _array_type_oid(r.oid), '_' || r.name, r.schema_oid, 10, -1, 'b', 'A', 0, _row_type_oid(r.oid), 0, NULL, r.shown_name || '[]'
  FROM _relations r WHERE r.kind IN ('r', 'v') AND r.schema_oid <> 11;
-- What columns, and not only rows of tables, can hold.
CREATE VIEW _value_types AS
SELECT oid, size AS typlen, array_oid AS typarray FROM _base_types UNION ALL SELECT oid, 4, _array_type_oid(oid) FROM _enums;
CREATE TABLE pg_type AS
SELECT CAST(oid AS BIGINT) AS oid, typname, CAST(typnamespace AS BIGINT) AS typnamespace, CAST(typowner AS BIGINT) AS typowner, CAST(typlen AS SMALLINT) AS typlen,
  typlen BETWEEN 1 AND 8 AS typbyval, typtype, typcategory, oid IN (16, 25, 26, 701, 1184, 1186) AS typispreferred, true AS typisdefined, ',' AS typdelim,
  CAST(typrelid AS BIGINT) AS typrelid, CASE WHEN typcategory = 'A' THEN 6179 ELSE 0 END AS typsubscript, CAST(typelem AS BIGINT) AS typelem, CAST(typarray AS BIGINT) AS typarray,
  CASE WHEN typcategory = 'A' AND typname NOT LIKE '%vector' THEN 750 ELSE 0 END AS typinput, CASE WHEN typcategory = 'A' THEN 751 ELSE 0 END AS typoutput,
  CASE WHEN typcategory = 'A' THEN 2400 ELSE 0 END AS typreceive, CASE WHEN typcategory = 'A' THEN 2401 ELSE 0 END AS typsend,
  0 AS typmodin, 0 AS typmodout, 0 AS typanalyze, 'i' AS typalign, CASE WHEN oid = 1700 THEN 'm' WHEN typlen < 0 THEN 'x' ELSE 'p' END AS typstorage, false AS typnotnull,
  CAST(0 AS BIGINT) AS typbasetype, -1 AS typtypmod, 0 AS typndims, CASE WHEN typcategory = 'S' THEN 100 ELSE 0 END AS typcollation,
  CAST(NULL AS VARCHAR) AS typdefaultbin, CAST(NULL AS VARCHAR) AS typdefault, CAST(NULL AS VARCHAR[]) AS typacl, 1247 AS tableoid
FROM _all_types;
CREATE VIEW pg_enum AS
SELECT 900000000 + oid * 100 + position AS oid, oid AS enumtypid, CAST(position AS REAL) AS enumsortorder, labels[position] AS enumlabel
FROM (SELECT oid, labels, unnest(range(1, len(labels) + 1)) AS position FROM _enums);
