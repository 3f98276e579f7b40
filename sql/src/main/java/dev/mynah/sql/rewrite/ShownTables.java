// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

/**
 * SHOW TABLES and SHOW ALL TABLES: what the user may see, without the views of PostgreSQL's
 * catalog, which the engine finds on the search path.
 */
final class ShownTables {
  private static final String FROM =
      " FROM %1$s.main.pg_class c JOIN %1$s.main.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v')"
          .formatted(Rewriter.CATALOG);

  private static final String ON_PATH =
      "SELECT c.relname AS name"
          + FROM
          + " AND (n.nspname = 'pg_temp_1' OR list_contains(current_schemas(false), n.nspname))"
          + " ORDER BY 1";

  private static final String ALL =
      "SELECT n.nspname AS schema, c.relname AS name,"
          + " CASE c.relkind WHEN 'r' THEN 'table' ELSE 'view' END AS type"
          + FROM
          + " AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ml') ORDER BY 1, 2";

  private ShownTables() {}

  static void rewrite(Words words, Edits edits) {
    int tables = words.isWord(1, "all") ? 2 : 1;
    if (words.isWord(tables, "tables") && words.size() == tables + 1) {
      edits.replace(words.at(0), words.at(tables), tables == 2 ? ALL : ON_PATH);
    }
  }
}
