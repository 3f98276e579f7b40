-- SPDX-License-Identifier: Apache-2.0
-- What clients call beside the views. Names are looked up along the search path, as in statements. An argument is put into a macro as
-- it is written, so that what the macros look up has columns of names that no client uses.
CREATE TABLE _names AS
SELECT oid AS _name_id, name AS _name, schema_name AS _name_schema, kind AS _name_kind, shown_name AS _name_shown,
  position IS NOT NULL AND position = min(position) OVER (PARTITION BY name) AS _name_visible
FROM (SELECT *, CASE WHEN temporary THEN -1 WHEN schema_name = 'pg_catalog' THEN 0 ELSE list_position(_search_path(), schema_name) END AS position FROM (
  SELECT oid, name, schema_name, kind, shown_name, temporary FROM _relations
  UNION ALL SELECT oid, name, schema_name, 'i', CASE WHEN list_contains(_search_path(), schema_name) THEN '' ELSE _ends(schema_name) || '.' END || _ends(name), temporary FROM _indexes));
CREATE TABLE _type_names AS
SELECT oid AS _type_id, typname AS _type_name, sql_name AS _type_sql, typnamespace = 11 OR NOT contains(sql_name, '.') AS _type_visible FROM _all_types;
CREATE VIEW _view_texts AS SELECT oid AS _view_id, shown_name AS _view_name, _view_query(sql) AS _view_text FROM _relations WHERE kind = 'v';
CREATE VIEW _comments AS SELECT objoid AS _comment_id, objsubid AS _comment_part, description AS _comment FROM pg_description;
CREATE VIEW _users AS SELECT oid AS _user_id, rolname AS _user_name FROM _role_names;
CREATE VIEW _schemas AS SELECT oid AS _schema_id, nspname AS _schema_name FROM pg_namespace;
CREATE MACRO pg_table_is_visible(_o) AS _o IN (SELECT _name_id FROM _names WHERE _name_visible);
CREATE MACRO pg_type_is_visible(_o) AS _o IN (SELECT _type_id FROM _type_names WHERE _type_visible);
CREATE MACRO pg_function_is_visible(_o) AS _o IN (SELECT _function_id FROM _function_texts WHERE list_contains(_search_path(), _function_schema));
CREATE MACRO pg_collation_is_visible(_o) AS true;
CREATE MACRO pg_conversion_is_visible(_o) AS true;
CREATE MACRO pg_opclass_is_visible(_o) AS true;
CREATE MACRO pg_operator_is_visible(_o) AS true;
CREATE MACRO pg_opfamily_is_visible(_o) AS true;
CREATE MACRO pg_statistics_obj_is_visible(_o) AS true;
CREATE MACRO pg_ts_config_is_visible(_o) AS true;
CREATE MACRO pg_ts_dict_is_visible(_o) AS true;
CREATE MACRO pg_ts_parser_is_visible(_o) AS true;
CREATE MACRO pg_ts_template_is_visible(_o) AS true;
CREATE MACRO format_type(_o, _m) AS CASE WHEN _o IS NULL THEN NULL ELSE coalesce((
  SELECT CASE
    WHEN _m IS NULL OR _m < 0 THEN _type_sql
    WHEN _type_id = 1700 THEN 'numeric(' || ((_m - 4) // 65536) || ',' || ((_m - 4) % 65536) || ')'
    WHEN _type_id = 1231 THEN 'numeric(' || ((_m - 4) // 65536) || ',' || ((_m - 4) % 65536) || ')[]'
    WHEN _type_id IN (1042, 1043) THEN _type_sql || '(' || (_m - 4) || ')'
    ELSE _type_sql END
  FROM _type_names WHERE _type_id = _o), CASE WHEN _o = 0 THEN '-' ELSE '???' END) END;
CREATE MACRO pg_get_userbyid(_o) AS coalesce((SELECT any_value(_user_name) FROM _users WHERE _user_id = _o), 'unknown (OID=' || _o || ')');
CREATE MACRO _last(_text) AS _without_quotes(string_split(_text, '.')[-1]);
CREATE MACRO _first(_text) AS CASE WHEN contains(_text, '.') THEN _without_quotes(string_split(_text, '.')[-2]) END;
-- What is given is looked at several times; it is put into a row first, or nested calls would be planned many times over.
CREATE MACRO _relation_number(_text) AS (SELECT CASE WHEN regexp_full_match(_given, '\d+') THEN CAST(_given AS BIGINT) ELSE (
  SELECT min(_name_id) FROM _names WHERE _name = _last(_given) AND CASE WHEN contains(_given, '.') THEN _name_schema = _first(_given) ELSE _name_visible END) END
  FROM (SELECT CAST(_text AS VARCHAR) AS _given));
CREATE MACRO regclass_number(_text) AS coalesce(_relation_number(_text), CAST(error('relation "' || _text || '" does not exist') AS BIGINT));
CREATE MACRO regclass_name(_text) AS coalesce((SELECT any_value(_name_shown) FROM _names WHERE CAST(_name_id AS VARCHAR) = _text), CASE _text WHEN '0' THEN '-' ELSE _text END);
CREATE MACRO to_regclass(_text) AS (SELECT any_value(_name_shown) FROM _names WHERE _name_id = _relation_number(CAST(_text AS VARCHAR)));
CREATE MACRO to_regclass_number(_text) AS _relation_number(CAST(_text AS VARCHAR));
CREATE MACRO _type_number(_text) AS (SELECT CASE WHEN regexp_full_match(_given, '\d+') THEN CAST(_given AS BIGINT) ELSE (
  SELECT min(_type_id) FROM _type_names WHERE lower(_given) IN (_type_name, _type_sql, 'pg_catalog.' || _type_name, 'public.' || _type_name)
    OR _type_sql = CASE lower(_given) WHEN 'int' THEN 'integer' WHEN 'decimal' THEN 'numeric' WHEN 'float' THEN 'double precision' WHEN 'timestamp' THEN 'timestamp without time zone' ELSE '' END) END
  FROM (SELECT CAST(_text AS VARCHAR) AS _given));
CREATE MACRO to_regtype_number(_text) AS _type_number(CAST(_text AS VARCHAR));
CREATE MACRO regtype_number(_text) AS coalesce(_type_number(_text), CAST(error('type "' || _text || '" does not exist') AS BIGINT));
CREATE MACRO regtype_name(_text) AS coalesce((SELECT any_value(_type_sql) FROM _type_names WHERE CAST(_type_id AS VARCHAR) = _text), CASE _text WHEN '0' THEN '-' ELSE _text END);
CREATE MACRO to_regtype(_text) AS (SELECT any_value(_type_sql) FROM _type_names WHERE _type_id = _type_number(CAST(_text AS VARCHAR)));
CREATE MACRO regproc_number(_text) AS CASE WHEN regexp_full_match(_text, '\d+') THEN CAST(_text AS BIGINT) WHEN regexp_full_match(_text, '(pg_catalog\.)?array_in') THEN 750 ELSE coalesce((
  SELECT min(_function_id) FROM _function_texts WHERE _function_name = _last(_text) AND coalesce(_function_schema = _first(_text), true)), CAST(error('function "' || _text || '" does not exist') AS BIGINT)) END;
CREATE MACRO regproc_name(_text) AS CASE _text WHEN '750' THEN 'array_in' WHEN '751' THEN 'array_out' WHEN '2400' THEN 'array_recv' WHEN '2401' THEN 'array_send' WHEN '0' THEN '-' ELSE
  coalesce((SELECT any_value(_function_name) FROM _function_texts WHERE CAST(_function_id AS VARCHAR) = _text), _text) END;
CREATE MACRO regprocedure_number(_text) AS regproc_number(regexp_replace(_text, '\(.*\)', ''));
CREATE MACRO regprocedure_name(_text) AS regproc_name(_text);
CREATE MACRO regnamespace_number(_text) AS CASE WHEN regexp_full_match(_text, '\d+') THEN CAST(_text AS BIGINT) ELSE coalesce((
  SELECT min(_schema_id) FROM _schemas WHERE _schema_name = _without_quotes(_text)), CAST(error('schema "' || _text || '" does not exist') AS BIGINT)) END;
CREATE MACRO regnamespace_name(_text) AS coalesce((SELECT any_value(_schema_name) FROM _schemas WHERE CAST(_schema_id AS VARCHAR) = _text), CASE _text WHEN '0' THEN '-' ELSE _text END);
CREATE MACRO regrole_number(_text) AS CASE WHEN regexp_full_match(_text, '\d+') THEN CAST(_text AS BIGINT) ELSE coalesce((
  SELECT min(_user_id) FROM _users WHERE _user_name = _without_quotes(_text)), CAST(error('role "' || _text || '" does not exist') AS BIGINT)) END;
CREATE MACRO regrole_name(_text) AS coalesce((SELECT any_value(_user_name) FROM _users WHERE CAST(_user_id AS VARCHAR) = _text), CASE _text WHEN '0' THEN '-' ELSE _text END);
CREATE MACRO pg_get_expr (_e, _o) AS _e, (_e, _o, _pretty) AS _e;
CREATE MACRO _view_body(_o) AS (SELECT any_value(_view_text) FROM _view_texts WHERE CAST(_o AS VARCHAR) IN (CAST(_view_id AS VARCHAR), _view_name));
CREATE MACRO pg_get_viewdef (_o) AS _view_body(_o), (_o, _pretty) AS _view_body(_o);
CREATE MACRO _comment_on(_o, _n) AS (SELECT any_value(_comment) FROM _comments WHERE _comment_id = _o AND _comment_part = _n);
CREATE MACRO obj_description (_o) AS _comment_on(_o, 0), (_o, _catalog) AS _comment_on(_o, 0);
CREATE MACRO col_description(_o, _n) AS _comment_on(_o, _n);
CREATE MACRO shobj_description(_o, _catalog) AS CAST(NULL AS VARCHAR);
-- The engine does not tell sizes: eight bytes a value.
CREATE VIEW _sizes AS SELECT table_oid AS _sized_id, estimated_size * column_count * 8 AS _sized_bytes FROM duckdb_tables() WHERE database_name = 'mynah' OR temporary AND NOT starts_with(table_name, '_mynah_');
CREATE MACRO _size(_o) AS (SELECT CAST(coalesce(any_value(_sized_bytes), 0) AS BIGINT) FROM _sizes WHERE _sized_id = _relation_number(CAST(_o AS VARCHAR)));
CREATE MACRO pg_relation_size (_o) AS _size(_o), (_o, _fork) AS _size(_o);
CREATE MACRO pg_table_size(_o) AS _size(_o);
CREATE MACRO pg_total_relation_size(_o) AS _size(_o);
CREATE MACRO pg_indexes_size(_o) AS CAST(0 AS BIGINT);
CREATE MACRO pg_database_size(_o) AS (SELECT CAST(coalesce(sum(_sized_bytes), 0) AS BIGINT) FROM _sizes);
-- A unit is used below 10,240 of it; halves decide how it is rounded.
CREATE MACRO pg_size_pretty(_bytes) AS (SELECT CASE WHEN _amount < 10240 THEN _sign || _amount || ' bytes' WHEN _amount // 512 < 20479 THEN _sign || (_amount // 512 + 1) // 2 || ' kB'
    WHEN _amount // 524288 < 20479 THEN _sign || (_amount // 524288 + 1) // 2 || ' MB' WHEN _amount // 536870912 < 20479 THEN _sign || (_amount // 536870912 + 1) // 2 || ' GB'
    WHEN _amount // 549755813888 < 20479 THEN _sign || (_amount // 549755813888 + 1) // 2 || ' TB' ELSE _sign || (_amount // 562949953421312 + 1) // 2 || ' PB' END
  FROM (SELECT CASE WHEN _bytes < 0 THEN '-' ELSE '' END AS _sign, abs(CAST(_bytes AS HUGEINT)) AS _amount));
CREATE MACRO pg_tablespace_size(_o) AS (SELECT CAST(coalesce(sum(_sized_bytes), 0) AS BIGINT) FROM _sizes);
CREATE MACRO pg_tablespace_location(_o) AS '';
CREATE VIEW _counters AS SELECT table_oid AS _counter_table, column_name AS _counter_column, _ends(sequence_schema) || '.' || _ends(sequence_name) AS _counter_name FROM _owned_sequences;
CREATE MACRO pg_get_serial_sequence(_table, _column) AS (SELECT any_value(_counter_name) FROM _counters WHERE _counter_table = regclass_number(_table) AND _counter_column = _column);
CREATE MACRO pg_relation_is_updatable(_o, _triggers) AS CASE WHEN _o IN (SELECT _name_id FROM _names WHERE _name_kind = 'r') THEN 28 ELSE 0 END;
CREATE MACRO pg_encoding_to_char(_n) AS CASE _n WHEN 6 THEN 'UTF8' ELSE '' END;
CREATE MACRO pg_char_to_encoding(_name) AS CASE WHEN upper(replace(_name, '-', '')) IN ('UTF8', 'UNICODE') THEN 6 ELSE -1 END;
CREATE MACRO getdatabaseencoding() AS 'UTF8';
CREATE MACRO pg_client_encoding() AS 'UTF8';
CREATE MACRO quote_ident(_name) AS _ends(_name);
CREATE MACRO quote_literal(_text) AS '''' || replace(CAST(_text AS VARCHAR), '''', '''''') || '''';
CREATE MACRO quote_nullable(_text) AS coalesce(quote_literal(_text), 'NULL');
CREATE MACRO array_upper(_array, _dimension) AS CASE WHEN _dimension = 1 AND len(_array) > 0 THEN CAST(len(_array) AS INTEGER) END;
CREATE MACRO array_lower(_array, _dimension) AS CASE WHEN _dimension = 1 AND len(_array) > 0 THEN 1 END;
CREATE MACRO array_remove(_array, _value) AS list_filter(_array, lambda x: x IS DISTINCT FROM _value);
CREATE MACRO _pg_expandarray(_array) AS unnest(list_transform(_array, lambda v, i: {'x': v, 'n': CAST(i AS INTEGER)}));
CREATE MACRO pg_backend_pid() AS CAST(getvariable('_mynah_session') AS INTEGER);
CREATE MACRO pg_is_in_recovery() AS false;
CREATE MACRO pg_is_wal_replay_paused() AS false;
CREATE MACRO inet_server_addr() AS '127.0.0.1';
CREATE MACRO inet_server_port() AS CAST(NULL AS INTEGER);
CREATE MACRO pg_relation_is_publishable(_o) AS false;
CREATE MACRO pg_get_triggerdef (_o) AS CAST(NULL AS VARCHAR), (_o, _pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_ruledef (_o) AS CAST(NULL AS VARCHAR), (_o, _pretty) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_partkeydef(_o) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_statisticsobjdef_columns(_o) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_function_sqlbody(_o) AS CAST(NULL AS VARCHAR);
CREATE MACRO pg_get_keywords() AS TABLE SELECT keyword_name AS word, CASE keyword_category WHEN 'reserved' THEN 'R' WHEN 'column_name' THEN 'C' WHEN 'type_function' THEN 'T' ELSE 'U' END AS catcode,
  true AS barelabel, keyword_category AS catdesc, 'can be bare label' AS baredesc FROM duckdb_keywords();
CREATE MACRO _setting(_name) AS list_filter(map_entries(CAST(getvariable('_mynah_settings') AS MAP(VARCHAR, VARCHAR))), lambda e: lower(e.key) = lower(_name))[1].value;
CREATE MACRO current_setting
  (_name) AS coalesce(_setting(_name), error('unrecognized configuration parameter "' || _name || '"')),
  (_name, _missing_ok) AS CASE WHEN _missing_ok THEN _setting(_name) ELSE coalesce(_setting(_name), error('unrecognized configuration parameter "' || _name || '"')) END;
CREATE VIEW _granted AS
SELECT schema_name AS _granted_schema, object_name AS _granted_name, privilege AS _granted_privilege FROM mynah.ml._grants
WHERE kind IN ('TABLE', 'SEQUENCE') AND grantee IN (SELECT role_name FROM mynah.ml._my_roles);
CREATE VIEW _held_names AS SELECT oid AS _name_id, name AS _name, schema_name AS _name_schema, owner AS _name_owner FROM _owned_relations;
CREATE MACRO _allows(_table, _words) AS EXISTS (SELECT 1 FROM _held_names LEFT JOIN _granted ON _granted_schema = lower(_name_schema) AND _granted_name = lower(_name)
  WHERE _name_id = _relation_number(CAST(_table AS VARCHAR)) AND (_is_mine(_name_owner) OR list_contains(list_transform(string_split(upper(_words), ','), lambda w: trim(w)), _granted_privilege)));
CREATE MACRO has_table_privilege (_table, _words) AS _allows(_table, _words), (_user, _table, _words) AS _allows(_table, _words);
CREATE MACRO has_any_column_privilege (_table, _words) AS _allows(_table, _words), (_user, _table, _words) AS _allows(_table, _words);
CREATE MACRO has_column_privilege (_table, _column, _words) AS _allows(_table, _words), (_user, _table, _column, _words) AS _allows(_table, _words);
CREATE MACRO has_sequence_privilege (_table, _words) AS _allows(_table, _words), (_user, _table, _words) AS _allows(_table, _words);
CREATE VIEW _my_schemas AS SELECT object_name AS _my_schema FROM _mine WHERE kind = 'SCHEMA';
CREATE MACRO _allows_schema(_schema) AS _sees_all() OR regnamespace_name(CAST(_schema AS VARCHAR)) IN ('pg_catalog', 'information_schema') OR regnamespace_name(CAST(_schema AS VARCHAR)) IN (SELECT _my_schema FROM _my_schemas);
CREATE MACRO has_schema_privilege (_schema, _words) AS _allows_schema(_schema), (_user, _schema, _words) AS _allows_schema(_schema);
CREATE MACRO has_database_privilege (_database, _words) AS true, (_user, _database, _words) AS true;
CREATE MACRO has_function_privilege (_function, _words) AS true, (_user, _function, _words) AS true;
