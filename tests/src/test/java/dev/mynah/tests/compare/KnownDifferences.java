// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The differences that are meant to be, read from lines {@code where | what | how | reason}:
 *
 * <ul>
 *   <li>{@code type | theirs | ours}: columns of one type have another here;
 *   <li>{@code cell | theirs | ours}: so are cells;
 *   <li>{@code names | * | numbered}: a column of a subquery whose name is taken gets a number;
 *   <li>{@code psql 7 | column | other}: its cells may differ;
 *   <li>{@code psql 7 | column | loose}: the same but for blanks, casts, parentheses and capitals;
 *   <li>{@code psql 7 | * | other}: the whole answer differs;
 *   <li>{@code psql 7 | * | users}: only rows with something in them that users have made are
 *       compared.
 * </ul>
 *
 * In the place of a statement, {@code *} stands for all.
 */
final class KnownDifferences {
  private static final String ALL = "*";
  private static final String NUMBERED = "names | *";

  private final Map<String, String> entries = new HashMap<>();
  private final Set<String> unseen = new LinkedHashSet<>();

  KnownDifferences(List<String> lines) {
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" \\| ", 4);
      if (parts.length < 4 || parts[3].isBlank()) {
        throw new IllegalArgumentException("no reason: " + line);
      }
      String key = parts[0] + " | " + parts[1];
      entries.put(key, parts[2]);
      unseen.add(key);
    }
  }

  /** Whether only rows are compared that tell of what users have made. */
  boolean areUsersOnly(String statement) {
    return "users".equals(entries.get(statement + " | " + ALL));
  }

  /** Returns the type that columns have here where PostgreSQL's have the given one. */
  String type(String theirs) {
    return Objects.requireNonNullElse(entries.get("type | " + theirs), theirs);
  }

  /** Says that a type was met that differs. */
  void sawType(String theirs) {
    unseen.remove("type | " + theirs);
  }

  /** Whether a statement is answered otherwise. */
  boolean isOther(String statement) {
    return "other".equals(entries.get(statement + " | " + ALL));
  }

  /** Says that rows were left out that users have not made. */
  void sawOthers(String statement) {
    if (areUsersOnly(statement)) {
      sawOther(statement);
    }
  }

  /** Whether columns of one name in a subquery are numbered. */
  boolean areNumbered() {
    return entries.containsKey(NUMBERED);
  }

  void sawNumbered() {
    unseen.remove(NUMBERED);
  }

  void sawOther(String statement) {
    unseen.remove(statement + " | " + ALL);
  }

  /** Returns a cell as it is compared. */
  String compared(String statement, String column, String cell) {
    String how = entries.get(key(statement, column));
    if (how == null) {
      return Objects.requireNonNullElse(entries.get("cell | " + cell), cell);
    }
    return how.equals("loose") ? loose(cell) : ALL;
  }

  /** Says that cells of the whole answer were met that may differ. */
  void sawCell(String cell) {
    unseen.remove("cell | " + cell);
  }

  /** Says that cells of a column differ. */
  void sawColumn(String statement, String column) {
    unseen.remove(key(statement, column));
  }

  private String key(String statement, String column) {
    String own = statement + " | " + column;
    return entries.containsKey(own) ? own : ALL + " | " + column;
  }

  private static String loose(String cell) {
    return cell.replaceAll(
            "(?i)::(\"[^\"]+\"|[\\w.]+)( without time zone| with time zone| varying| precision)?(\\(\\d+(,\\d+)?\\))?(\\[\\])?",
            "")
        .replaceAll("(?i)\\bCAST\\(|\\bAS [A-Z ]+\\)", "")
        .replaceAll("(?i)\\b(AS|INNER|DESC)\\b|[\\s()\"]", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Returns what is listed and no longer differs. */
  List<String> unseen() {
    return new ArrayList<>(unseen);
  }
}
