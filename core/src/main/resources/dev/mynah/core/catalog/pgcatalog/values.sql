-- SPDX-License-Identifier: Apache-2.0
-- PostgreSQL's functions of texts, dates, arrays and JSON that the engine lacks, or has with other arguments. A function of both must be written
-- here with all its arguments, as it hides the engine's.
CREATE MACRO to_char(_value, _template) AS _mynah_to_char(CAST(_value AS VARCHAR), typeof(_value), _template);
CREATE MACRO to_timestamp
  (_seconds) AS TIMESTAMPTZ '1970-01-01 00:00:00+00' + to_microseconds(CAST(round(CAST(_seconds AS DOUBLE) * 1000000) AS BIGINT)),
  (_text, _template) AS CAST(_mynah_to_timestamp(_text, _template) AS TIMESTAMPTZ);
CREATE MACRO to_date(_text, _template) AS CAST(_mynah_to_timestamp(_text, _template) AS DATE);
CREATE MACRO to_number(_text, _template) AS CAST(_mynah_to_number(_text, _template) AS DOUBLE);
CREATE MACRO lpad(_text, _length) AS system.main.lpad(CAST(_text AS VARCHAR), CAST(_length AS INTEGER), ' '),
  (_text, _length, _fill) AS system.main.lpad(CAST(_text AS VARCHAR), CAST(_length AS INTEGER), _fill);
CREATE MACRO rpad(_text, _length) AS system.main.rpad(CAST(_text AS VARCHAR), CAST(_length AS INTEGER), ' '),
  (_text, _length, _fill) AS system.main.rpad(CAST(_text AS VARCHAR), CAST(_length AS INTEGER), _fill);
CREATE MACRO btrim(_text) AS trim(_text), (_text, _characters) AS trim(_text, _characters);
CREATE MACRO initcap(_text) AS array_to_string(list_transform(regexp_extract_all(lower(_text), '[\p{L}\p{N}]+|[^\p{L}\p{N}]+'), lambda w: upper(w[1]) || w[2:]), '');
CREATE MACRO to_hex(_number) AS lower(printf('%x', CAST(_number AS BIGINT)));
CREATE MACRO octet_length(_value) AS CASE typeof(_value) WHEN 'BLOB' THEN system.main.octet_length(TRY_CAST(CAST(_value AS VARCHAR) AS BLOB)) ELSE strlen(CAST(_value AS VARCHAR)) END;
CREATE MACRO encode(_text) AS system.main.encode(_text),
  (_bytes, _format) AS CASE lower(_format) WHEN 'hex' THEN lower(hex(CAST(_bytes AS BLOB))) WHEN 'base64' THEN to_base64(CAST(_bytes AS BLOB))
    ELSE error('unrecognized encoding: "' || _format || '"') END;
CREATE MACRO decode(_bytes) AS system.main.decode(_bytes),
  (_text, _format) AS CASE lower(_format) WHEN 'hex' THEN from_hex(_text) WHEN 'base64' THEN from_base64(_text)
    ELSE CAST(error('unrecognized encoding: "' || _format || '"') AS BLOB) END;
CREATE MACRO _matched(_text, _pattern, _flags) AS CAST(_mynah_regexp_match(_text, _pattern, _flags) AS VARCHAR[]);
CREATE MACRO regexp_match(_text, _pattern) AS _matched(_text, _pattern, ''), (_text, _pattern, _flags) AS _matched(_text, _pattern, _flags);
CREATE MACRO justify_days(_interval) AS to_months(CAST(datepart('year', _interval) * 12 + datepart('month', _interval) + datepart('day', _interval) // 30 AS INTEGER))
  + to_days(CAST(datepart('day', _interval) % 30 AS INTEGER)) + (_interval - to_months(CAST(datepart('year', _interval) * 12 + datepart('month', _interval) AS INTEGER)) - to_days(CAST(datepart('day', _interval) AS INTEGER)));
CREATE MACRO clock_timestamp() AS CAST(get_current_timestamp() AS TIMESTAMPTZ);
CREATE MACRO statement_timestamp() AS get_current_timestamp();
CREATE MACRO timeofday() AS CAST(get_current_timestamp() AS VARCHAR);
CREATE MACRO array_replace(_array, _old, _new) AS list_transform(_array, lambda x: CASE WHEN x IS NOT DISTINCT FROM _old THEN _new ELSE x END);
CREATE MACRO array_length(_array) AS len(_array), (_array, _dimension) AS CASE WHEN _dimension = 1 AND len(_array) > 0 THEN len(_array) WHEN _dimension > 1 AND len(_array) > 0 THEN system.main.array_length(_array, _dimension) END;
CREATE MACRO array_ndims(_array) AS CASE WHEN len(_array) = 0 THEN NULL ELSE len(regexp_extract_all(typeof(_array), '\[\d*\]')) END;
CREATE MACRO array_dims(_array) AS CASE WHEN len(_array) > 0 THEN '[1:' || len(_array) || ']' END;
CREATE MACRO width_bucket(_value, _low, _high, _count) AS CASE WHEN _value < _low THEN 0 WHEN _value >= _high THEN _count + 1
  ELSE CAST(floor((_value - _low) * CAST(_count AS DOUBLE) / (_high - _low)) AS INTEGER) + 1 END;
CREATE MACRO div(_dividend, _divisor) AS trunc(_dividend / _divisor);
CREATE MACRO every(_condition) AS bool_and(_condition);
CREATE MACRO pg_typeof(_value) AS CASE
  WHEN typeof(_value) LIKE 'DECIMAL%[]' THEN 'numeric[]' WHEN typeof(_value) LIKE 'DECIMAL%' THEN 'numeric'
  ELSE replace(replace(replace(replace(replace(lower(typeof(_value)), 'varchar', 'text'), 'double', 'double precision'), 'float', 'real'), 'blob', 'bytea'), 'hugeint', 'numeric')
    || CASE typeof(_value) WHEN 'TIMESTAMP' THEN ' without time zone' WHEN 'TIME' THEN ' without time zone' ELSE '' END END;
CREATE MACRO _json_kind(_json) AS CASE system.main.json_type(_json) WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' WHEN 'OBJECT' THEN 'object'
  WHEN 'ARRAY' THEN 'array' ELSE CASE WHEN _json IS NULL THEN NULL ELSE 'number' END END;
CREATE MACRO jsonb_typeof(_json) AS _json_kind(CAST(_json AS JSON));
CREATE MACRO json_typeof(_json) AS _json_kind(CAST(_json AS JSON));
CREATE MACRO jsonb_pretty(_json) AS json_pretty(CAST(_json AS JSON));
CREATE MACRO jsonb_strip_nulls(_json) AS json_merge_patch('{}', CAST(_json AS JSON));
CREATE MACRO json_strip_nulls(_json) AS json_merge_patch('{}', CAST(_json AS JSON));
CREATE MACRO jsonb_object_keys(_json) AS json_keys(CAST(_json AS JSON));
CREATE MACRO json_object_keys(_json) AS json_keys(CAST(_json AS JSON));
CREATE MACRO jsonb_array_elements(_json) AS json_extract(CAST(_json AS JSON), '$[*]');
CREATE MACRO json_array_elements(_json) AS json_extract(CAST(_json AS JSON), '$[*]');
CREATE MACRO jsonb_array_elements_text(_json) AS json_extract_string(CAST(_json AS JSON), '$[*]');
CREATE MACRO json_array_elements_text(_json) AS json_extract_string(CAST(_json AS JSON), '$[*]');
CREATE MACRO jsonb_extract_path_text(_json, _key) AS json_extract_string(CAST(_json AS JSON), '/' || _key), (_json, _key, _next) AS json_extract_string(CAST(_json AS JSON), '/' || _key || '/' || _next);
CREATE MACRO json_extract_path_text(_json, _key) AS json_extract_string(CAST(_json AS JSON), '/' || _key), (_json, _key, _next) AS json_extract_string(CAST(_json AS JSON), '/' || _key || '/' || _next);
