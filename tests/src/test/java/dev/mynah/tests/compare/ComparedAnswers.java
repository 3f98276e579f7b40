// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The answers of both servers to one statement, numbers of objects replaced by what they stand for.
 *
 * @param statement its id
 * @param labels what the columns are called where the statement is asked as it is
 */
record ComparedAnswers(
    String statement, List<String> labels, Answer ours, Answer theirs, KnownDifferences known) {
  ComparedAnswers {
    labels = List.copyOf(labels);
  }

  /** A row with one of these in it tells of what a system brings along. */
  private static final Set<String> SYSTEM_SCHEMAS =
      Set.of("pg_catalog", "information_schema", "pg_toast", "ml");

  /** The only one of them that PostgreSQL has not. */
  private static final String OWN_SCHEMA = "ml";

  /** The columns of a query that is joined to itself come twice. */
  private String label(int column) {
    return labels.get(column % labels.size());
  }

  private static final Predicate<List<String>> SYSTEM_ROW =
      row -> row.stream().anyMatch(SYSTEM_SCHEMAS::contains);

  /** What stands in a cell for the number of something that users have made. */
  private static final Pattern NAMED =
      Pattern.compile("(relation|type|function|constraint|schema|role|default) .*");

  /** Returns how ours differ from theirs, if they do and should not. */
  Optional<String> difference(boolean ordered) {
    Optional<String> found = columns().or(() -> rows(ordered));
    if (known.isOther(statement)) {
      found.ifPresent(any -> known.sawOther(statement));
      return Optional.empty();
    }
    return found;
  }

  private Optional<String> columns() {
    List<String> expected = new ArrayList<>();
    for (Answer.Column column : theirs.columns()) {
      String type = known.type(column.type());
      if (!type.equals(column.type())) {
        known.sawType(column.type());
      }
      expected.add(column.name() + " " + type);
    }
    List<String> found = new ArrayList<>();
    for (int column = 0; column < ours.columns().size(); column++) {
      Answer.Column our = ours.columns().get(column);
      found.add(name(our.name(), column) + " " + our.type());
    }
    return found.equals(expected) && ours.outcome().equals(theirs.outcome())
        ? Optional.empty()
        : Optional.of(
            "columns %s %s instead of %s %s"
                .formatted(found, ours.outcome(), expected, theirs.outcome()));
  }

  /** The second column of a name in a subquery is numbered. */
  private String name(String name, int column) {
    String unnumbered = name.replaceFirst("_\\d+$", "");
    boolean isNumbered =
        !unnumbered.equals(name)
            && theirs.columns().size() > column
            && theirs.columns().get(column).name().equals(unnumbered)
            && theirs.columns().stream().filter(c -> c.name().equals(unnumbered)).count() > 1
            && known.areNumbered();
    if (isNumbered) {
      known.sawNumbered();
    }
    return isNumbered ? unnumbered : name;
  }

  private Optional<String> rows(boolean ordered) {
    List<List<String>> our = compared(ours);
    List<List<String>> their = compared(theirs);
    Set<List<String>> all = new HashSet<>(their);
    Optional<String> unknown =
        our.stream()
            .filter(SYSTEM_ROW)
            .filter(row -> !row.contains(OWN_SCHEMA) && !all.contains(row))
            .map(row -> "a row of the system's: " + row)
            .findFirst();
    if (unknown.isPresent()) {
      return unknown;
    }
    List<List<String>> ourUsers = ofUsers(our, ordered);
    List<List<String>> theirUsers = ofUsers(their, ordered);
    if (ourUsers.equals(theirUsers)) {
      noteColumns();
      return Optional.empty();
    }
    List<List<String>> more = new ArrayList<>(ourUsers);
    theirUsers.forEach(more::remove);
    List<List<String>> less = new ArrayList<>(theirUsers);
    ourUsers.forEach(less::remove);
    return Optional.of("rows %s instead of %s".formatted(more, less));
  }

  /** Says in which columns the cells differ as they came. */
  private void noteColumns() {
    for (int column = 0; column < theirs.columns().size(); column++) {
      if (!cells(ours, column).equals(cells(theirs, column))) {
        known.sawColumn(statement, label(column));
        cells(theirs, column).forEach(known::sawCell);
      }
    }
  }

  private List<String> cells(Answer answer, int column) {
    return answer.rows().stream()
        .filter(this::isOfUsers)
        .map(row -> row.get(column))
        .sorted()
        .toList();
  }

  private List<List<String>> compared(Answer answer) {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : answer.rows()) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        cells.add(known.compared(statement, label(column), row.get(column)));
      }
      rows.add(cells);
    }
    return rows;
  }

  /** Whether users have made what a row tells of. */
  private boolean isOfUsers(List<String> row) {
    return known.areUsersOnly(statement)
        ? row.stream().anyMatch(cell -> NAMED.matcher(cell).matches())
        : SYSTEM_ROW.negate().test(row);
  }

  private List<List<String>> ofUsers(List<List<String>> rows, boolean ordered) {
    List<List<String>> left = new ArrayList<>(rows.stream().filter(this::isOfUsers).toList());
    if (left.size() < rows.size()) {
      known.sawOthers(statement);
    }
    // The numbers of objects say in which order they were made, which is not the same here.
    if (!ordered || known.areUsersOnly(statement)) {
      left.sort(Comparator.comparing(Object::toString));
    }
    return left;
  }
}
