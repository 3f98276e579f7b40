// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.QualifiedName;

/** Sums up what a table holds, so that two states of it can be compared. */
final class TableContents {
  /** Reading more than this at every savepoint would cost more than it is worth. */
  private static final long MAX_ROWS = 2_000_000;

  /** The table is too large to be summed up. */
  static final String TOO_LARGE = "too large";

  private static final String NO_TABLE = "no table";

  private TableContents() {}

  /** Returns a text that differs, but for one case in 2^64, when the rows differ. */
  static String summary(EngineSession engine, QualifiedName table) {
    if (!exists(engine, table)) {
      return NO_TABLE;
    }
    String name =
        table
            .schema()
            .map(schema -> Identifiers.quote(schema, table.name()))
            .orElseGet(() -> Identifiers.quote(table.name()));
    String rows =
        EngineTexts.read(engine, "SELECT count(*)::VARCHAR FROM " + name).getFirst().getFirst();
    if (Long.parseLong(rows) > MAX_ROWS) {
      return TOO_LARGE;
    }
    return String.join(
        " ",
        EngineTexts.read(
                engine,
                "SELECT count(*)::VARCHAR, bit_xor(hash(_mynah_row))::VARCHAR,"
                    + " sum(hash(_mynah_row)::HUGEINT)::VARCHAR FROM %s AS _mynah_row"
                        .formatted(name))
            .getFirst());
  }

  /** An error would abort the transaction, so the catalog is asked first. */
  private static boolean exists(EngineSession engine, QualifiedName table) {
    String query =
        "SELECT table_name FROM duckdb_tables() WHERE lower(table_name) = lower(%s)"
            .formatted(Identifiers.literal(table.name()));
    return !EngineTexts.read(
            engine,
            table
                .schema()
                .map(schema ->
                    "%s AND lower(schema_name) = lower(%s)"
                        .formatted(query, Identifiers.literal(schema)))
                .orElse(query))
        .isEmpty();
  }

  static DatastoreException different() {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "what came before the savepoint cannot be repeated")
        .withDetail("A statement before it gives other rows when it is run again.")
        .withHint("Roll the whole transaction back.");
  }
}
