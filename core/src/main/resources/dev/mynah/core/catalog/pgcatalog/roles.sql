-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE _role_names AS
SELECT CAST(_role_oid(role_name) AS BIGINT) AS oid, role_name AS rolname, is_superuser, can_login, valid_until, connection_limit FROM mynah.ml._roles
UNION ALL VALUES (4569, 'pg_read_server_files', false, false, NULL, -1), (4570, 'pg_write_server_files', false, false, NULL, -1);
CREATE VIEW pg_roles AS
SELECT rolname, is_superuser AS rolsuper, true AS rolinherit, is_superuser AS rolcreaterole, is_superuser AS rolcreatedb, can_login AS rolcanlogin, is_superuser AS rolreplication,
  CAST(connection_limit AS INTEGER) AS rolconnlimit, '********' AS rolpassword, valid_until AS rolvaliduntil, is_superuser AS rolbypassrls, CAST(NULL AS VARCHAR[]) AS rolconfig, oid
FROM _role_names;
CREATE VIEW pg_authid AS
SELECT oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, CAST(NULL AS VARCHAR) AS rolpassword, rolvaliduntil FROM pg_roles;
CREATE VIEW pg_user AS
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl, rolbypassrls AS usebypassrls, rolpassword AS passwd, rolvaliduntil AS valuntil, rolconfig AS useconfig
FROM pg_roles WHERE rolcanlogin;
CREATE VIEW pg_shadow AS SELECT * FROM pg_user;
CREATE VIEW pg_group AS
SELECT rolname AS groname, oid AS grosysid, coalesce((SELECT list(_role_oid(m.member_name)) FROM mynah.ml._role_members m WHERE m.role_name = rolname), []) AS grolist
FROM pg_roles WHERE NOT rolcanlogin;
CREATE VIEW pg_auth_members AS
SELECT CAST(_role_oid(role_name) AS BIGINT) AS roleid, CAST(_role_oid(member_name) AS BIGINT) AS member, CAST(10 AS BIGINT) AS grantor, admin_option FROM mynah.ml._role_members;
CREATE VIEW pg_database AS
SELECT CAST(5 AS BIGINT) AS oid, 'mynah' AS datname, CAST(10 AS BIGINT) AS datdba, 6 AS encoding, 'c' AS datlocprovider, false AS datistemplate, true AS datallowconn, -1 AS datconnlimit,
  0 AS datfrozenxid, 0 AS datminmxid, CAST(1663 AS BIGINT) AS dattablespace, 'C' AS datcollate, 'C' AS datctype, CAST(NULL AS VARCHAR) AS daticulocale,
  CAST(NULL AS VARCHAR) AS datcollversion, (SELECT any_value(a.acl) FROM _acls a WHERE a.kind = 'DATABASE') AS datacl, 1262 AS tableoid;
CREATE VIEW pg_tablespace AS
SELECT CAST(1663 AS BIGINT) AS oid, 'pg_default' AS spcname, CAST(10 AS BIGINT) AS spcowner, CAST(NULL AS VARCHAR[]) AS spcacl, CAST(NULL AS VARCHAR[]) AS spcoptions;
CREATE VIEW pg_am AS
SELECT * FROM (VALUES (CAST(2 AS BIGINT), 'heap', CAST(0 AS BIGINT), 't'), (403, 'btree', 0, 'i')) x(oid, amname, amhandler, amtype);
CREATE VIEW pg_language AS
SELECT * FROM (VALUES (CAST(12 AS BIGINT), 'internal', CAST(10 AS BIGINT), false, false, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(NULL AS VARCHAR[])), (14, 'sql', 10, false, true, 0, 0, 0, NULL))
  x(oid, lanname, lanowner, lanispl, lanpltrusted, lanplcallfoid, laninline, lanvalidator, lanacl)
CROSS JOIN (SELECT 2612 AS tableoid);
CREATE VIEW pg_collation AS
SELECT * FROM (VALUES (CAST(100 AS BIGINT), 'default', 'd', true), (950, 'C', 'c', true), (951, 'POSIX', 'c', true)) n(oid, collname, collprovider, collisdeterministic)
CROSS JOIN (SELECT CAST(11 AS BIGINT) AS collnamespace, CAST(10 AS BIGINT) AS collowner, -1 AS collencoding, 'C' AS collcollate, 'C' AS collctype, CAST(NULL AS VARCHAR) AS colliculocale, CAST(NULL AS VARCHAR) AS collversion);
CREATE VIEW pg_settings AS
SELECT entry.key AS name, entry.value AS setting, CAST(NULL AS VARCHAR) AS unit, 'Mynah' AS category, '' AS short_desc, CAST(NULL AS VARCHAR) AS extra_desc, 'user' AS context, 'string' AS vartype,
  'default' AS source, CAST(NULL AS VARCHAR) AS min_val, CAST(NULL AS VARCHAR) AS max_val, CAST(NULL AS VARCHAR[]) AS enumvals, entry.value AS boot_val, entry.value AS reset_val,
  CAST(NULL AS VARCHAR) AS sourcefile, CAST(NULL AS INTEGER) AS sourceline, false AS pending_restart
FROM (SELECT unnest(map_entries(CAST(getvariable('_mynah_settings') AS MAP(VARCHAR, VARCHAR)))) AS entry);
CREATE VIEW pg_stat_activity AS
SELECT CAST(5 AS BIGINT) AS datid, 'mynah' AS datname, CAST(session_id AS INTEGER) AS pid, CAST(NULL AS INTEGER) AS leader_pid, CAST(_role_oid(user_name) AS BIGINT) AS usesysid, user_name AS usename,
  application AS application_name, client_address AS client_addr, CAST(NULL AS VARCHAR) AS client_hostname, CAST(NULL AS INTEGER) AS client_port, CAST(NULL AS TIMESTAMPTZ) AS backend_start,
  CAST(NULL AS TIMESTAMPTZ) AS xact_start, started_at AS query_start, CAST(NULL AS TIMESTAMPTZ) AS state_change, CASE WHEN waits_for IS NOT NULL THEN 'Lock' END AS wait_event_type,
  CASE WHEN waits_for IS NOT NULL THEN 'writer' END AS wait_event, state, CAST(NULL AS BIGINT) AS backend_xid, CAST(NULL AS BIGINT) AS backend_xmin, CAST(NULL AS BIGINT) AS query_id,
  statement AS query, 'client backend' AS backend_type
FROM mynah.ml.sessions;
CREATE TABLE pg_description AS
SELECT oid AS objoid, CASE kind WHEN 'p' THEN 1255 WHEN 't' THEN 1247 ELSE 1259 END AS classoid, 0 AS objsubid, comment AS description FROM (
  SELECT oid, kind, comment FROM _relations UNION ALL SELECT oid, 'i', comment FROM _indexes UNION ALL SELECT oid, 'p', comment FROM _routines UNION ALL SELECT oid, 't', comment FROM _enums
) WHERE comment IS NOT NULL
UNION ALL SELECT c.table_oid, 1259, c.column_index, c.comment FROM _columns c WHERE c.comment IS NOT NULL
UNION ALL SELECT s.oid, 2615, 0, s.comment FROM duckdb_schemas() s WHERE s.database_name = 'mynah' AND s.comment IS NOT NULL;
CREATE VIEW pg_timezone_names AS SELECT name, abbrev, utc_offset, is_dst FROM pg_timezone_names();
CREATE VIEW pg_extension AS
SELECT CAST(NULL AS BIGINT) AS oid, '' AS extname, CAST(10 AS BIGINT) AS extowner, CAST(11 AS BIGINT) AS extnamespace, false AS extrelocatable, '' AS extversion, CAST(NULL AS BIGINT[]) AS extconfig, CAST(NULL AS VARCHAR[]) AS extcondition, 3079 AS tableoid WHERE false;
