-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE pg_index AS
SELECT CAST(oid AS BIGINT) AS indexrelid, CAST(table_oid AS BIGINT) AS indrelid, CAST(len(keys) AS SMALLINT) AS indnatts, CAST(len(keys) AS SMALLINT) AS indnkeyatts, is_unique AS indisunique, false AS indnullsnotdistinct,
  is_primary AS indisprimary, false AS indisexclusion, true AS indimmediate, false AS indisclustered, true AS indisvalid, false AS indcheckxmin, true AS indisready, true AS indislive,
  false AS indisreplident, keys AS indkey, list_transform(keys, lambda k: CAST(0 AS BIGINT)) AS indcollation, list_transform(keys, lambda k: CAST(1978 AS BIGINT)) AS indclass,
  list_transform(keys, lambda k: CAST(0 AS SMALLINT)) AS indoption,
  CASE WHEN list_contains(keys, 0) THEN array_to_string(list_filter(columns, lambda c, i: keys[i] = 0), ', ') END AS indexprs, CAST(NULL AS VARCHAR) AS indpred, 2610 AS tableoid
FROM _indexes;
CREATE TABLE pg_constraint AS
SELECT CAST(c.oid AS BIGINT) AS oid, c.name AS conname, CAST(c.schema_oid AS BIGINT) AS connamespace, c.kind AS contype, false AS condeferrable, false AS condeferred, true AS convalidated, CAST(c.table_oid AS BIGINT) AS conrelid,
  CAST(0 AS BIGINT) AS contypid, CAST(CASE c.kind WHEN 'p' THEN _key_index_oid(c.table_oid, c.constraint_index) WHEN 'u' THEN _key_index_oid(c.table_oid, c.constraint_index) WHEN 'f' THEN coalesce(k.oid, 0) ELSE 0 END AS BIGINT) AS conindid,
  CAST(0 AS BIGINT) AS conparentid, CAST(coalesce(p.referenced_oid, 0) AS BIGINT) AS confrelid, CASE c.kind WHEN 'f' THEN 'a' ELSE ' ' END AS confupdtype, CASE c.kind WHEN 'f' THEN 'a' ELSE ' ' END AS confdeltype, CASE c.kind WHEN 'f' THEN 's' ELSE ' ' END AS confmatchtype,
  true AS conislocal, 0 AS coninhcount, c.kind <> 'c' AS connoinherit, list_transform(c.constraint_column_indexes, lambda x: CAST(x + 1 AS SMALLINT)) AS conkey,
  CASE c.kind WHEN 'f' THEN list_transform(c.referenced_column_names, lambda x: CAST(list_position(p.referenced_names, x) AS SMALLINT)) END AS confkey,
  CAST(NULL AS BIGINT[]) AS conpfeqop, CAST(NULL AS BIGINT[]) AS conppeqop, CAST(NULL AS BIGINT[]) AS conffeqop, CAST(NULL AS SMALLINT[]) AS confdelsetcols, CAST(NULL AS BIGINT[]) AS conexclop,
  c.expression AS conbin, 2606 AS tableoid
FROM _constraints c
LEFT JOIN _foreign_keys p ON p.oid = c.oid
LEFT JOIN _indexes k ON c.kind = 'f' AND k.table_oid = p.referenced_oid AND k.columns = c.referenced_column_names AND k.constraint_oid > 0;
CREATE MACRO _list_of(_list) AS array_to_string(list_transform(_list, lambda n: _ends(n)), ', ');
CREATE TABLE _constraint_texts AS
SELECT oid AS _constraint_id, CASE kind WHEN 'p' THEN 'PRIMARY KEY (' || _list_of(constraint_column_names) || ')' WHEN 'u' THEN 'UNIQUE (' || _list_of(constraint_column_names) || ')'
  WHEN 'f' THEN 'FOREIGN KEY (' || _list_of(constraint_column_names) || ') REFERENCES ' || CASE WHEN list_contains(_search_path(), schema_name) THEN '' ELSE _ends(schema_name) || '.' END
    || _ends(referenced_table) || '(' || _list_of(referenced_column_names) || ')' ELSE 'CHECK (' || expression || ')' END AS _constraint_text
FROM _constraints;
CREATE MACRO _constraint_definition(_o) AS (SELECT any_value(_constraint_text) FROM _constraint_texts WHERE _constraint_id = _o);
CREATE MACRO pg_get_constraintdef (_o) AS _constraint_definition(_o), (_o, _pretty) AS _constraint_definition(_o);
-- An expression has brackets of its own, a function has not.
CREATE TABLE _index_texts AS
SELECT oid AS _index_id, list_transform(columns, lambda c, i: CASE WHEN keys[i] = 0 THEN c[2:-2] ELSE _ends(c) END) AS _index_columns,
  _made || _schema || _table AS _index_text, _made || CASE WHEN list_contains(_search_path(), schema_name) THEN '' ELSE _schema END || _table AS _index_pretty
FROM (
  SELECT *, 'CREATE ' || CASE WHEN is_unique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || _ends(name) || ' ON ' AS _made, _ends(schema_name) || '.' AS _schema, _ends(table_name) || ' USING btree ('
    || array_to_string(list_transform(columns, lambda c, i: CASE WHEN keys[i] > 0 THEN _ends(c) WHEN starts_with(c, '((') THEN c ELSE c[2:-2] END), ', ') || ')' AS _table
  FROM _indexes
);
CREATE MACRO pg_get_indexdef (_o) AS (SELECT any_value(_index_text) FROM _index_texts WHERE _index_id = _o),
  (_o, _column, _pretty) AS (SELECT any_value(CASE WHEN _column > 0 THEN _index_columns[_column] WHEN _pretty THEN _index_pretty ELSE _index_text END) FROM _index_texts WHERE _index_id = _o);
CREATE VIEW pg_indexes AS
SELECT i.schema_name AS schemaname, i.table_name AS tablename, i.name AS indexname, CAST(NULL AS VARCHAR) AS tablespace, t._index_text AS indexdef FROM _indexes i JOIN _index_texts t ON t._index_id = i.oid;
CREATE VIEW pg_depend AS
SELECT 1259 AS classid, sequence_oid AS objid, 0 AS objsubid, 1259 AS refclassid, table_oid AS refobjid, column_index AS refobjsubid, CASE comment WHEN 'serial' THEN 'a' ELSE 'i' END AS deptype
FROM _owned_sequences WHERE table_oid IN (SELECT r.oid FROM _relations r)
UNION ALL SELECT 1259, oid, 0, 2606, constraint_oid, 0, 'i' FROM _indexes WHERE constraint_oid > 0
UNION ALL SELECT 1259, oid, 0, 1259, table_oid, unnest(list_distinct(list_filter(keys, lambda k: k > 0))), 'a' FROM _indexes WHERE constraint_oid = 0;
CREATE VIEW pg_rewrite AS
SELECT 1100000000 + oid AS oid, '_RETURN' AS rulename, oid AS ev_class, '1' AS ev_type, 'O' AS ev_enabled, true AS is_instead, CAST(NULL AS VARCHAR) AS ev_qual, CAST(NULL AS VARCHAR) AS ev_action, 2618 AS tableoid
FROM _relations WHERE kind = 'v';
