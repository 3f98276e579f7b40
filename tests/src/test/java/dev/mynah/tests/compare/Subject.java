// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.tests.server.WireClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A relation or type that statements are asked about, in the place of the recorded one. */
record Subject(String schema, String name, String kind) {
  /** The first two of each kind of relation, and an enum. */
  private static final String KINDS =
      """
      SELECT nspname, relname, relkind FROM (
        SELECT n.nspname, c.relname, c.relkind,
          row_number() OVER (PARTITION BY c.relkind ORDER BY c.oid) AS n
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')) c
      WHERE n < 3
      UNION ALL SELECT nspname, typname, 'e' FROM (
        SELECT n.nspname, t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'e' ORDER BY t.oid LIMIT 1) t
      """;

  /** Returns some of what there is, tables first. */
  static List<Subject> some(WireClient postgres) throws SQLException {
    List<Subject> subjects = new ArrayList<>();
    for (String row : postgres.rows(KINDS)) {
      String[] cells = row.split("\\|", -1);
      subjects.add(new Subject(cells[0], cells[1], cells[2]));
    }
    subjects.sort(Comparator.comparing(subject -> !subject.isTable()));
    return subjects;
  }

  boolean isTable() {
    return kind.equals("r");
  }

  /** Whether rows are read from it. */
  boolean hasRows() {
    return isTable() || kind.equals("v");
  }

  /** Returns the name as statements have it. */
  String quoted() {
    return Identifiers.quote(schema, name);
  }
}
