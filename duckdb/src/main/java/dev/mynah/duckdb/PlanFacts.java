// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.RelationName;
import dev.mynah.spi.engine.StatementFacts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Reads what a statement touches from DuckDB's logical plan. The optimised plan would not do: it
 * leaves out {@code t} of {@code SELECT count(*) FROM t}.
 */
final class PlanFacts {
  /** A scan's table in the plan's JSON, where a quote inside a text is always escaped. */
  private static final Pattern TABLE =
      Pattern.compile("\"Table\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A call as expressions of the plan print it; the name may be quoted. */
  private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)(?:\\\\\")?\\(");

  private static final String ALL_PLANS = "SET explain_output = 'all'";
  private static final String PHYSICAL_PLAN = "SET explain_output = 'physical_only'";

  private PlanFacts() {}

  static StatementFacts of(DuckDBConnection connection, String text, ErrorTranslation errors) {
    try (Statement settings = connection.createStatement()) {
      settings.execute(ALL_PLANS);
      try {
        return touched(connection, text);
      } finally {
        restore(connection);
      }
    } catch (SQLException e) {
      throw errors.translate(e, text);
    }
  }

  private static void restore(DuckDBConnection connection) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute(PHYSICAL_PLAN);
    } catch (SQLException e) {
      // In a transaction that the statement's error has aborted; the next call sets it anyway.
      if (!String.valueOf(e.getMessage()).contains("aborted")) {
        throw e;
      }
    }
  }

  private static StatementFacts touched(DuckDBConnection connection, String text)
      throws SQLException {
    Set<RelationName> tables = new HashSet<>();
    Set<String> functions = new HashSet<>();
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN (FORMAT json) " + text)) {
      int parameters = explain.getParameterMetaData().getParameterCount();
      for (int index = 1; index <= parameters; index++) {
        explain.setNull(index, Types.NULL);
      }
      try (ResultSet plans = explain.executeQuery()) {
        while (plans.next()) {
          if (plans.getString(1).equals("logical_plan")) {
            addTables(plans.getString(2), tables);
            addFunctions(plans.getString(2), functions);
          }
        }
      }
    }
    return new StatementFacts(tables, functions);
  }

  private static void addFunctions(String plan, Set<String> functions) {
    Matcher call = CALL.matcher(plan);
    while (call.find()) {
      functions.add(call.group(1).toLowerCase(Locale.ROOT));
    }
  }

  private static void addTables(String plan, Set<RelationName> tables) {
    Matcher scan = TABLE.matcher(plan);
    while (scan.find()) {
      tables.add(relation(scan.group(1).replace("\\\"", "\"").replace("\\\\", "\\")));
    }
  }

  /** Splits {@code catalog.schema.table}, in which a part with odd characters is quoted. */
  private static RelationName relation(String qualified) {
    StringBuilder part = new StringBuilder();
    String schema = "";
    boolean quoted = false;
    for (int index = 0; index < qualified.length(); index++) {
      char c = qualified.charAt(index);
      if (c == '"') {
        if (!quoted && index > 0 && qualified.charAt(index - 1) == '"') {
          part.append(c);
        }
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        schema = part.toString();
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    return schema.isEmpty()
        ? RelationName.inAnySchema(part.toString())
        : new RelationName(schema, part.toString());
  }
}
