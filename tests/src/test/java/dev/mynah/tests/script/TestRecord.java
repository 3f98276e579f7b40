// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import java.time.Duration;
import java.util.Optional;

/**
 * One record of a {@code .test} file.
 *
 * @param line where it begins, from 1
 * @param connection the session that speaks
 * @param await until when an answer may still become the expected one
 */
public record TestRecord(
    int line, String connection, String user, Optional<Duration> await, Action action) {
  /** The session that speaks when the record names none. */
  public static final String FIRST_CONNECTION = "c1";

  /** Returns the first line of what is done, to tell records apart. */
  public String title() {
    String text =
        switch (action) {
          case Action.Succeeds succeeds -> firstLine(succeeds.sql());
          case Action.Fails fails -> "error: " + firstLine(fails.sql());
          case Action.Query query -> firstLine(query.sql());
          case Action.Copy copy -> "copy %s from %s".formatted(copy.target(), copy.path());
          case Action.Restart restart -> "restart";
          case Action.Kill kill -> "kill";
        };
    return line + ": " + text;
  }

  private static String firstLine(String sql) {
    return sql.lines().findFirst().orElse("");
  }
}
