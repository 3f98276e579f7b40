-- SPDX-License-Identifier: Apache-2.0
CREATE MACRO jsonb_exists(_json, _key) AS CAST(_mynah_jsonb('exists', CAST(_json AS VARCHAR), CAST(_key AS VARCHAR), '') AS BOOLEAN);
CREATE MACRO jsonb_exists_any(_json, _key) AS CAST(_mynah_jsonb('exists any', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), '') AS BOOLEAN);
CREATE MACRO jsonb_exists_all(_json, _key) AS CAST(_mynah_jsonb('exists all', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), '') AS BOOLEAN);
CREATE MACRO jsonb_contains(_json, _key) AS CAST(_mynah_jsonb('contains', CAST(_json AS VARCHAR), CAST(_key AS VARCHAR), '') AS BOOLEAN);
CREATE MACRO jsonb_contained(_part, _whole) AS jsonb_contains(_whole, _part);
CREATE MACRO jsonb_concat(_json, _key) AS CAST(_mynah_jsonb('concat', CAST(_json AS VARCHAR), CAST(_key AS VARCHAR), '') AS JSON);
CREATE MACRO jsonb_delete(_json, _key) AS CAST(_mynah_jsonb('delete', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), '') AS JSON);
CREATE MACRO jsonb_delete_path(_json, _key) AS CAST(_mynah_jsonb('delete path', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), '') AS JSON);
CREATE MACRO jsonb_at_path(_json, _key) AS CAST(_mynah_jsonb('get', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), '') AS JSON);
CREATE MACRO jsonb_text_at_path(_json, _key) AS CAST(_mynah_jsonb('get text', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), '') AS VARCHAR);
CREATE MACRO jsonb_set(_json, _key, _value) AS CAST(_mynah_jsonb('set', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), CAST(_value AS VARCHAR)) AS JSON),
  (_json, _key, _value, _create) AS CAST(_mynah_jsonb(CASE WHEN _create THEN 'set' WHEN NOT _create THEN 'replace' END, CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), CAST(_value AS VARCHAR)) AS JSON);
CREATE MACRO jsonb_insert(_json, _key, _value) AS CAST(_mynah_jsonb('insert', CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), CAST(_value AS VARCHAR)) AS JSON),
  (_json, _key, _value, _after) AS CAST(_mynah_jsonb(CASE WHEN _after THEN 'insert after' WHEN NOT _after THEN 'insert' END, CAST(_json AS VARCHAR), CAST(to_json(_key) AS VARCHAR), CAST(_value AS VARCHAR)) AS JSON);
CREATE MACRO json_extract_path(_json, _a) AS jsonb_at_path(_json, [_a]), (_json, _a, _b) AS jsonb_at_path(_json, [_a, _b]), (_json, _a, _b, _c) AS jsonb_at_path(_json, [_a, _b, _c]);
CREATE MACRO jsonb_extract_path(_json, _a) AS jsonb_at_path(_json, [_a]), (_json, _a, _b) AS jsonb_at_path(_json, [_a, _b]), (_json, _a, _b, _c) AS jsonb_at_path(_json, [_a, _b, _c]);
