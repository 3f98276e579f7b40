-- SPDX-License-Identifier: Apache-2.0
-- What a new datastore begins with: its first superuser, and what PostgreSQL gives to everyone.
INSERT INTO ml._roles VALUES ('mynah', true, true, NULL, -1, now());
INSERT INTO ml._grants VALUES
  ('SCHEMA', '', 'public', 'public', 'USAGE', false, 'mynah'),
  ('DATABASE', '', 'mynah', 'public', 'CONNECT', false, 'mynah'),
  ('DATABASE', '', 'mynah', 'public', 'TEMPORARY', false, 'mynah');
