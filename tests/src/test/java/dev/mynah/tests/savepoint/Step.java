// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.savepoint;

import java.util.List;

/** One thing that a client does. */
sealed interface Step {
  /** The statement's text. */
  String sql();

  /** A statement as it stands. */
  record Plain(String sql) implements Step {}

  /** A prepared statement with whole numbers as parameters. */
  record Prepared(String sql, List<Integer> parameters) implements Step {
    public Prepared {
      parameters = List.copyOf(parameters);
    }
  }

  /** COPY FROM STDIN. */
  record Copy(String sql, String rows) implements Step {}

  /** SAVEPOINT, before which everything is read. */
  record Mark(String name) implements Step {
    @Override
    public String sql() {
      return "SAVEPOINT " + name;
    }
  }

  /** ROLLBACK TO, after which everything must be as it was at the savepoint. */
  record Return(String name) implements Step {
    @Override
    public String sql() {
      return "ROLLBACK TO SAVEPOINT " + name;
    }
  }
}
