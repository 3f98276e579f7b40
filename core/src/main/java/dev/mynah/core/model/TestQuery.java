// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.session.Caller;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ModelClause.EvaluateOn;
import java.util.List;
import java.util.stream.Collectors;

/** The query of EVALUATE ON, brought to the columns of the training query. */
final class TestQuery {
  private TestQuery() {}

  /**
   * Returns a query of these columns in this order, with their types.
   *
   * @throws DatastoreException when the clause's query fails, or lacks one of them
   */
  static String of(EvaluateOn clause, List<Column> columns, Caller caller) {
    String query;
    List<Column> given;
    try {
      query = caller.queries().admit(clause.query());
      try (PreparedQuery prepared = caller.engine().prepare(query)) {
        given = prepared.columns();
      }
    } catch (DatastoreException e) {
      boolean inside = e.position() != DatastoreException.NO_POSITION;
      throw e.withPosition(
          inside ? clause.queryPosition() + e.position() - 1 : DatastoreException.NO_POSITION);
    }
    return columns.stream()
        .map(column -> expression(column, given, clause))
        .collect(Collectors.joining(", ", "SELECT ", " FROM (" + query + "\n) AS given"));
  }

  private static String expression(Column wanted, List<Column> given, EvaluateOn clause) {
    for (Column column : given) {
      if (column.name().equalsIgnoreCase(wanted.name())) {
        String name = Identifiers.quote(column.name());
        String typed =
            column.type().equals(wanted.type())
                ? name
                : "CAST(%s AS %s)".formatted(name, wanted.type().engineName());
        return typed + " AS " + Identifiers.quote(wanted.name());
      }
    }
    throw new DatastoreException(
            ErrorCode.UNDEFINED_COLUMN,
            "the query of EVALUATE ON has no column \"%s\"".formatted(wanted.name()))
        .withHint("It needs all columns of the training query.")
        .withPosition(clause.queryPosition());
  }
}
