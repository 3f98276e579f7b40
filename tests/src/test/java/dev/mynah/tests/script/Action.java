// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import java.util.List;
import java.util.Optional;

/** What a record does, and what it expects. In expected texts {@code ...} stands for any text. */
public sealed interface Action {
  /** A statement that succeeds; {@code notices} is all that is said beside it. */
  record Succeeds(String sql, Optional<List<String>> notices) implements Action {
    public Succeeds {
      notices = notices.map(List::copyOf);
    }
  }

  /**
   * A statement that fails.
   *
   * @param sqlState five characters, or none when any will do
   * @param report the message, then lines beginning with DETAIL:, HINT: or POSITION:
   */
  record Fails(String sql, Optional<String> sqlState, List<String> report) implements Action {
    public Fails {
      report = List.copyOf(report);
    }
  }

  /**
   * A query and its rows.
   *
   * @param types a letter a column: I integer, R real (compared to 6 digits), T text
   * @param rows a line a row, cells parted by tabs; {@code ...} as a cell stands for any, and a
   *     real number after {@code <=} or {@code >=} is a bound
   */
  record Query(
      String sql, String types, Order order, List<String> rows, Optional<List<String>> notices)
      implements Action {
    public Query {
      rows = List.copyOf(rows);
      notices = notices.map(List::copyOf);
    }
  }

  /** In which order rows are compared. */
  enum Order {
    AS_GIVEN,
    SORTED
  }

  /**
   * Rows of a CSV file with a header, sent by COPY FROM STDIN.
   *
   * @param target a table, perhaps with columns in parentheses
   * @param path relative to the folder of data sets
   * @param options further options of COPY; empty for none
   */
  record Copy(String target, String path, String options) implements Action {}

  /** Closes the datastore and opens it again. */
  record Restart() implements Action {}

  /** Ends the datastore's process by SIGKILL and starts it again. */
  record Kill() implements Action {}
}
