// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import dev.mynah.tests.server.WireClient;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the numbers of users' objects stand for on one server, and back. */
final class ObjectNumbers {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** From here on numbers are so long that a text has them for nothing else. */
  private static final int TELLING_DIGITS = 5;

  private static final String OF_USERS =
      " n ON n.oid = %s WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema', 'ml')";

  /** Each gives numbers and names. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT x.oid, 'relation ' || n.nspname || '.' || x.relname FROM pg_class x JOIN pg_namespace"
              + OF_USERS.formatted("x.relnamespace"),
          "SELECT x.oid, 'type ' || n.nspname || '.' || x.typname FROM pg_type x JOIN pg_namespace"
              + OF_USERS.formatted("x.typnamespace"),
          "SELECT x.oid, 'function ' || n.nspname || '.' || x.proname FROM pg_proc x JOIN pg_namespace"
              + OF_USERS.formatted("x.pronamespace"),
          "SELECT x.oid, 'constraint ' || n.nspname || '.' || x.conname FROM pg_constraint x JOIN pg_namespace"
              + OF_USERS.formatted("x.connamespace"),
          "SELECT n.oid, 'schema ' || n.nspname FROM pg_namespace n JOIN pg_namespace"
              + OF_USERS.replace(" n ", " x ").formatted("n.oid"),
          "SELECT oid, 'role ' || rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND oid <> 10",
          "SELECT d.oid, 'default of ' || c.relname || '.' || d.adnum FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid");

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> numbers = new HashMap<>();

  ObjectNumbers(WireClient client) throws SQLException {
    for (String query : QUERIES) {
      for (String row : client.rows(query)) {
        int bar = row.indexOf('|');
        names.merge(row.substring(0, bar), row.substring(bar + 1), (a, b) -> a + " or " + b);
        numbers.put(row.substring(bar + 1), row.substring(0, bar));
      }
    }
  }

  /** Returns the number of an object, or one that nothing has. */
  String number(String name) {
    return Objects.requireNonNullElse(numbers.get(name), "1");
  }

  /** Writes names for the numbers in a cell of numbers. */
  String named(String cell) {
    return NUMBER
        .matcher(cell)
        .replaceAll(number ->
            Objects.requireNonNullElse(names.get(number.group()), number.group())
                .replace("$", "\\$"));
  }

  /** Writes names for the numbers in a text, where they cannot be anything else. */
  String namedInText(String cell) {
    return NUMBER
        .matcher(cell)
        .replaceAll(number ->
            number.group().length() < TELLING_DIGITS
                ? number.group()
                : named(number.group()).replace("$", "\\$"));
  }
}
