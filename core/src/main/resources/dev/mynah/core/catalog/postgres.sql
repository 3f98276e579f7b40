-- SPDX-License-Identifier: Apache-2.0
-- What PostgreSQL's clients ask of a server; the engine's own answers name the engine.
CREATE OR REPLACE MACRO main.version() AS 'PostgreSQL 15.0 (Mynah 0.1.0)';
CREATE OR REPLACE MACRO main.current_user() AS coalesce(CAST(getvariable('_mynah_user') AS VARCHAR), 'mynah');
CREATE OR REPLACE MACRO main.session_user() AS coalesce(CAST(getvariable('_mynah_user') AS VARCHAR), 'mynah');
CREATE OR REPLACE MACRO main."user"() AS coalesce(CAST(getvariable('_mynah_user') AS VARCHAR), 'mynah');
CREATE OR REPLACE MACRO main.current_role() AS coalesce(CAST(getvariable('_mynah_user') AS VARCHAR), 'mynah');
CREATE OR REPLACE MACRO main.pg_notify(channel, payload) AS _mynah_notify(CAST(getvariable('_mynah_session') AS BIGINT), CAST(channel AS VARCHAR), CAST(payload AS VARCHAR));
